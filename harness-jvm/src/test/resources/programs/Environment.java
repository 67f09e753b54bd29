import java.util.TreeMap;

/** Prints the whole environment, one a line. */
public class Environment {
    public static void main(String[] args) {
        new TreeMap<>(System.getenv()).forEach((name, value) -> System.out.println(name + "=" + value));
    }
}
