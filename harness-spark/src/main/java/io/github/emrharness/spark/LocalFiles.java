package io.github.emrharness.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are needed in a second place. */
final class LocalFiles {

    private LocalFiles() {}

    /** Makes a link, or a copy where there are no links. */
    static void link(Path link, Path file) throws IOException {
        try {
            Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }
}
