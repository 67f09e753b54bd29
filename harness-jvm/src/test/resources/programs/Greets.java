/** Shows what a process is given. */
public class Greets {
    public static void main(String[] args) throws Exception {
        System.out.println("arguments " + java.util.List.of(args));
        System.out.println("environment " + new java.util.TreeMap<>(System.getenv()).get("GREETING") + " " + System.getenv("GREETING") + " " + System.getenv("PATH_OF_NOBODY"));
        System.out.println("property " + System.getProperty("greeting") + " " + System.getProperty("greeting.none", "fallback"));
        System.out.println("numbers " + Integer.getInteger("number") + " " + Long.getLong("number", 1L) + " " + Boolean.getBoolean("flag"));
        System.out.println("input " + new String(System.in.readAllBytes(), "UTF-8"));
        System.err.println("to stderr: grüße");
        System.setProperty("answer", "42");
        System.clearProperty("number");
    }
}
