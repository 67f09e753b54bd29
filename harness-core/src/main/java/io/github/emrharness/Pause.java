package io.github.emrharness;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;

/** Holds a thread as long as a file exists. */
final class Pause {

    private Pause() {}

    /**
     * @throws IllegalStateException if nobody will end a pause
     */
    static void refuseUnattended(Map<String, String> environment) {
        if (environment.containsKey("CI")) {
            throw new IllegalStateException("emr.pause() waits for somebody who looks around, and nobody does where the"
                    + " variable CI is set. Remove the call.");
        }
    }

    /** Prints the text, whoever reads logs or not, and returns when the file of that name, which has it as well, is gone. */
    static void printAndWait(Path directory, String name, String text) {
        whileExists(directory, name, text, () -> System.out.println(text));
    }

    /**
     * Makes a file in the directory, calls this back, and returns when the file is gone.
     *
     * @throws UncheckedIOException if the file cannot be made or watched, or the thread is interrupted
     */
    static void whileExists(Path directory, String name, String content, Runnable begun) {
        Path file = directory.resolve(name);
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            Files.writeString(file, content);
            begun.run();
            while (Files.exists(file)) {
                WatchKey key = watch.take();
                key.pollEvents();
                key.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The test cannot pause", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("The pause of the test was interrupted."));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
