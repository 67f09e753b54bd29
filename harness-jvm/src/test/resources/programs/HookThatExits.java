/** Calls halt, or exit, from a hook. */
public class HookThatExits {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook runs");
            if (args[0].equals("halt")) {
                Runtime.getRuntime().halt(21);
            } else {
                System.exit(22);
            }
        }));
        System.exit(20);
    }
}
