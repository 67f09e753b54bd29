package io.github.emrharness.hadoop.tools;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@code hadoop jar} with a jar that is fetched first, into the working directory, as EMR's step runner does. */
public final class FetchedJarMain {

    private FetchedJarMain() {}

    public static void main(String[] args) throws Throwable {
        ClientProcess.begin(List.of());
        Path source = new Path(args[0]);
        File target = ClientProcess.inWorkingDirectory(source.getName());
        try {
            FileSystem system = source.getFileSystem(new Configuration());
            system.copyToLocalFile(false, source, new Path(target.toURI()), true);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("Error whilst fetching '" + args[0] + "': " + e.getMessage());
            System.exit(1);
        }
        args[0] = target.getPath();
        JarMain.main(args);
    }
}
