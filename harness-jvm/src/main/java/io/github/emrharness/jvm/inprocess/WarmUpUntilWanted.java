package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that learns by a file that a process waits for its loader, and may end early. */
public abstract class WarmUpUntilWanted implements WarmUpProgram {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUpUntilWanted.class);

    private @Nullable Path file;
    private boolean wanted;

    /**
     * What to run.
     *
     * @param directory where the program may write, with nothing in it yet
     * @param wanted a file that is made as soon as a process waits; perhaps it is there already
     */
    protected abstract JavaCommand command(Path directory, Path wanted) throws IOException;

    /** A new directory for the program. */
    protected abstract Path newDirectory() throws IOException;

    @Override
    public final JavaCommand command() {
        try {
            Path directory = newDirectory();
            Path told = directory.resolve("wanted");
            synchronized (this) {
                file = told;
                tell();
            }
            return command(directory, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final synchronized void wanted() {
        wanted = true;
        tell();
    }

    private void tell() {
        if (wanted && file != null) {
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                LOG.debug("A warm-up cannot be told that a process waits", e);
            }
        }
    }
}
