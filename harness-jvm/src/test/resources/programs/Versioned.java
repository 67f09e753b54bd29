package packaged;

/** Knows its jar's manifest. */
public class Versioned {
    public static void main(String[] args) {
        System.out.println("version: " + Versioned.class.getPackage().getImplementationVersion());
    }
}
