/** Not public itself, which is allowed. */
class Hidden {
    public static void main(String[] args) {
        System.out.println("hidden runs");
    }
}
