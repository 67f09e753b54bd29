public class MentionsMissing {
    public static void main(String[] args) {
        System.out.println("never printed");
    }

    public Missing missing() {
        return null;
    }
}
