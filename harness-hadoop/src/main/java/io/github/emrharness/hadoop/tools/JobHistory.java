package io.github.emrharness.hadoop.tools;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.v2.jobhistory.JobHistoryUtils;

/** The history files of the MapReduce jobs that have ended. */
final class JobHistory {

    /** The history server begins another one when it has a thousand jobs; ours are in the first. */
    private static final String SERIAL = "000000";

    private JobHistory() {}

    /** Copies them to {@code YYYY/MM/DD/000000/}, whether or not the history server has put them there already. */
    static void collect(FileSystem files, Configuration configuration, java.nio.file.Path target) throws IOException {
        Path done =
                files.makeQualified(new Path(JobHistoryUtils.getConfiguredHistoryServerDoneDirPrefix(configuration)));
        copy(files, done, target, file -> done.toUri()
                .relativize(file.getPath().toUri())
                .getPath());
        Path intermediate = new Path(JobHistoryUtils.getConfiguredHistoryIntermediateDoneDirPrefix(configuration));
        copy(
                files,
                intermediate,
                target,
                file -> JobHistoryUtils.timestampDirectoryComponent(file.getModificationTime()) + "/" + SERIAL + "/"
                        + file.getPath().getName());
    }

    private interface Naming {
        String nameOf(LocatedFileStatus file);
    }

    private static void copy(FileSystem files, Path from, java.nio.file.Path target, Naming naming) throws IOException {
        RemoteIterator<LocatedFileStatus> all;
        try {
            all = files.listFiles(from, true);
        } catch (FileNotFoundException e) {
            // No job has ended.
            return;
        }
        while (all.hasNext()) {
            LocatedFileStatus file = all.next();
            String name = file.getPath().getName();
            if (name.endsWith(JobHistoryUtils.JOB_HISTORY_FILE_EXTENSION)
                    || name.endsWith(JobHistoryUtils.CONF_FILE_NAME_SUFFIX)) {
                java.nio.file.Path copy = target.resolve(naming.nameOf(file));
                Files.createDirectories(copy.getParent());
                try (InputStream in = files.open(file.getPath())) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                } catch (FileNotFoundException e) {
                    // The history server is moving it.
                    continue;
                }
            }
        }
    }
}
