import java.util.TreeMap;

/** Prints all system properties. */
public class PrintsProperties {
    public static void main(String[] args) {
        new TreeMap<>(System.getProperties()).forEach((name, value) -> System.out.println(name + "=" + value));
    }
}
