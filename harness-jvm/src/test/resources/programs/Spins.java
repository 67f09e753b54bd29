/** Does not care about interrupts. */
public class Spins {
    public static void main(String[] args) {
        System.out.println("ready");
        long count = 0;
        while (true) {
            count++;
            if (count % 1_000_000_000L == 0) {
                System.out.println("still there");
            }
        }
    }
}
