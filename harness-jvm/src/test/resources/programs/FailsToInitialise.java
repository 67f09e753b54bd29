public class FailsToInitialise {
    static final int VALUE = Integer.parseInt("none");

    public static void main(String[] args) {
        System.out.println(VALUE);
    }
}
