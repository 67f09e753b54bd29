package io.github.emrharness.spi;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A call of a program that this JVM runs for other processes.
 *
 * @param program its name, without a directory
 * @param environment all that the caller exports
 * @param directory where the caller is
 * @param stdin what the caller would read; taken from it only once the program reads
 * @param stdout goes to the caller
 * @param stderr goes to the caller
 */
public record ProgramCall(
        String program,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        InputStream stdin,
        OutputStream stdout,
        OutputStream stderr) {

    public ProgramCall {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
