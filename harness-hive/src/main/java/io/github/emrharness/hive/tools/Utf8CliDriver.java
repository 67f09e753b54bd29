package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.cli.CliDriver;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.session.SessionState;

/**
 * Hive's command line interface, which reads scripts in UTF-8: the locale of an EMR cluster, while Hive's own takes that of
 * the JVM, here the one of the machine of the test.
 */
final class Utf8CliDriver extends CliDriver {

    @Override
    public int processFile(String fileName) throws IOException {
        HiveConf conf = SessionState.get().getConf();
        Path path = new Path(fileName);
        FileSystem fileSystem =
                path.toUri().isAbsolute() ? FileSystem.get(path.toUri(), conf) : FileSystem.getLocal(conf);
        try (BufferedReader script = new BufferedReader(new InputStreamReader(fileSystem.open(path), UTF_8))) {
            return processReader(script);
        }
    }
}
