package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * The HDFS of a client whose jobs run in LocalJobRunner. Hadoop stages the files of such a job on the local file system, but
 * then names them without a scheme, so that they are looked for in HDFS: this one tells where they are.
 */
public final class LocalJobHdfs extends DistributedFileSystem {

    /** The directory that LocalJobRunner stages into. */
    private static final String STAGING = "mapreduce.jobtracker.staging.root.dir";

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        String staging = getConf().get(STAGING);
        if (staging != null
                && staging.startsWith("file:")
                && path.toUri().getPath().startsWith(new Path(staging).toUri().getPath() + "/")) {
            return FileSystem.getLocal(getConf())
                    .getFileStatus(new Path(path.toUri().getPath()));
        }
        return super.getFileStatus(path);
    }
}
