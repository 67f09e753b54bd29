package io.github.emrharness.jvm;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Java program to run.
 *
 * @param name for logs and thread names
 * @param classPath jars and directories; entries that manifests name count as well
 * @param environment the whole environment of the process, not additions to the parent's
 * @param systemProperties in addition to those that every JVM has
 * @param workingDirectory where relative paths of the program and of its children begin; null for the directory of this
 *     JVM. In-process, {@code Files.list} and its like give absolute paths for a relative directory
 * @param jvmOptions options of the {@code java} command; in-process only {@code -D} is known, {@code -Xss} for the
 *     main thread, and {@code -Xmx} for what {@code Runtime.maxMemory} tells; other memory options are ignored there, anything
 *     else is refused
 * @param stdin what the program reads; the launcher does not close it
 * @param stdout gets what the program prints, as it prints it; never closed
 * @param stderr gets what the program prints to stderr, as it prints it; never closed
 */
public record JavaCommand(
        String name,
        List<Path> classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        @Nullable Path workingDirectory,
        List<String> jvmOptions,
        InputStream stdin,
        OutputStream stdout,
        OutputStream stderr) {

    public JavaCommand {
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        systemProperties = Map.copyOf(systemProperties);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Starts the description of a program that has no arguments, an empty environment and discards its output. */
    public static Builder builder(String mainClass) {
        return new Builder(mainClass);
    }

    /** Collects the parts of a {@link JavaCommand}. */
    public static final class Builder {

        private final String mainClass;
        private @Nullable String name;
        private List<Path> classPath = List.of();
        private List<String> arguments = List.of();
        private Map<String, String> environment = Map.of();
        private Map<String, String> systemProperties = Map.of();
        private @Nullable Path workingDirectory;
        private List<String> jvmOptions = List.of();
        private InputStream stdin = InputStream.nullInputStream();
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr = OutputStream.nullOutputStream();

        private Builder(String mainClass) {
            this.mainClass = mainClass;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder classPath(List<Path> value) {
            classPath = value;
            return this;
        }

        public Builder arguments(List<String> value) {
            arguments = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        public Builder systemProperties(Map<String, String> value) {
            systemProperties = value;
            return this;
        }

        public Builder workingDirectory(Path value) {
            workingDirectory = value;
            return this;
        }

        public Builder jvmOptions(List<String> value) {
            jvmOptions = value;
            return this;
        }

        public Builder stdin(InputStream value) {
            stdin = value;
            return this;
        }

        public Builder stdout(OutputStream value) {
            stdout = value;
            return this;
        }

        public Builder stderr(OutputStream value) {
            stderr = value;
            return this;
        }

        /**
         * Completes the description.
         *
         * @throws IllegalArgumentException if the working directory does not exist
         */
        public JavaCommand build() {
            String called = name == null ? mainClass : name;
            if (workingDirectory != null && !Files.isDirectory(workingDirectory)) {
                throw new IllegalArgumentException("[" + called + "] cannot be started: its working directory "
                        + workingDirectory + " does not exist.");
            }
            return new JavaCommand(
                    called,
                    classPath,
                    mainClass,
                    arguments,
                    environment,
                    systemProperties,
                    workingDirectory,
                    jvmOptions,
                    stdin,
                    stdout,
                    stderr);
        }
    }
}
