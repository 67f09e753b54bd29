package io.github.emrharness.hive.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hive.cli.CliDriver;

/**
 * Loads Hive before a step needs it. Arguments: a file that is made when a step waits, and statements, of which none is begun
 * from then on.
 */
public final class WarmUpMain {

    private WarmUpMain() {}

    public static void main(String[] args) throws Exception {
        Path stepWaits = Path.of(args[0]);
        List<String> statements = Arrays.asList(args).subList(1, args.length);
        if (Files.exists(stepWaits)) {
            System.exit(0);
        }
        CliMain.run(new String[] {"-S"}, (session, options) -> {
            CliDriver cli = new Utf8CliDriver();
            for (String statement : statements) {
                int code = Files.exists(stepWaits) ? 0 : cli.processLine(statement);
                if (code != 0) {
                    return code;
                }
            }
            return 0;
        });
    }
}
