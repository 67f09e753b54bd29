package io.github.emrharness.core.commands;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of this machine that is to run, with nothing to read on stdin.
 *
 * @param words the program, as a name that is looked up on the PATH of the environment or as a path, and its arguments
 * @param environment all that the process finds in its environment; nothing of this JVM's is added
 * @param directory where the process begins
 * @param stdout gets what the program prints, as it prints it; never closed
 * @param stderr gets what the program prints to stderr, as it prints it; never closed
 */
public record CommandLine(
        List<String> words, Map<String, String> environment, Path directory, OutputStream stdout, OutputStream stderr) {

    public CommandLine {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A command line needs a program.");
        }
    }

    String program() {
        return words.get(0);
    }

    CommandLine withProgram(String program) {
        List<String> changed = new ArrayList<>(words);
        changed.set(0, program);
        return new CommandLine(changed, environment, directory, stdout, stderr);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
