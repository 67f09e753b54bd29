/** Counts how often it has run in this loader. */
public class Counts {
    private static int count;
    private static final java.io.PrintStream KEPT = System.err;

    public static void main(String[] args) {
        System.out.println("run " + ++count);
        KEPT.println("kept stream " + count);
        System.out.println("property " + System.getProperty("run"));
        System.setProperty("run", "changed");
    }
}
