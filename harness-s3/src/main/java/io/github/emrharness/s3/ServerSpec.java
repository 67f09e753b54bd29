package io.github.emrharness.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an S3Mock is started with.
 *
 * @param libraries the directory of its jars
 * @param work a directory for its own files
 * @param objects the directory of the buckets; those that are there already can be used again
 * @param port where to listen on 127.0.0.1; 0 takes a free port
 */
record ServerSpec(Path libraries, Path work, Path objects, int port, String region) {

    static final String PORT_SETTING = "emr.harness.s3.port";

    private static final int HIGHEST_PORT = 65_535;

    static int port(Map<String, String> settings) throws IOException {
        String wanted = settings.getOrDefault(PORT_SETTING, "0");
        try {
            int port = Integer.parseInt(wanted);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, with the name of the setting
        }
        throw new IOException(
                "The setting " + PORT_SETTING + " must be a port from 0 to 65535, but is \"" + wanted + "\".");
    }

    /** For the command line of a child JVM. */
    List<String> arguments() {
        return List.of(libraries.toString(), work.toString(), objects.toString(), Integer.toString(port), region);
    }

    static ServerSpec parse(String... arguments) {
        return new ServerSpec(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4]);
    }
}
