import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Replaces its streams. */
public class Streams {
    private static final PrintStream FIRST = System.out;

    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true));
        System.out.println("captured");
        System.setOut(FIRST);
        System.out.print("was: " + bytes);
        System.setErr(FIRST);
        System.err.println("error on out");
        System.setIn(new ByteArrayInputStream(new byte[] {'x'}));
        System.out.println("in: " + (char) System.in.read());
        System.out.println("console: " + System.console());
        System.out.println("zażółć");
    }
}
