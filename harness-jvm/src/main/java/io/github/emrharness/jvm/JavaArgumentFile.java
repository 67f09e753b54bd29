package io.github.emrharness.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file that the {@code java} command reads where its command line has {@code @} and the name of the file. */
public final class JavaArgumentFile {

    private JavaArgumentFile() {}

    /** Writes the options, each as it would stand on the command line after the shell has read it. */
    public static void write(Path file, List<String> options) throws IOException {
        Files.writeString(
                file,
                options.stream().map(JavaArgumentFile::quoted).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
    }

    private static String quoted(String option) {
        return '"'
                + option.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                        .replace("\f", "\\f")
                + '"';
    }
}
