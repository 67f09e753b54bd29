import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs with java.util.logging. */
public class Logs {
    private static final Logger LOG = Logger.getLogger(Logs.class.getName());

    public static void main(String[] args) {
        LOG.info("an info message");
        LOG.fine("a fine message");
        Logger.getLogger("").setLevel(Level.SEVERE);
        LOG.warning("a warning too much");
    }
}
