package io.github.emrharness.hadoop.tools;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.logaggregation.AggregatedLogFormat.LogKey;
import org.apache.hadoop.yarn.logaggregation.AggregatedLogFormat.LogReader;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileController;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;
import org.apache.hadoop.yarn.logaggregation.filecontroller.tfile.LogAggregationTFileController;

/**
 * The log files of containers. A node manager has them in its own directory, brings them to HDFS when the application has
 * ended, and deletes them only then; so whoever looks first in the one and then in the other finds them all.
 */
final class YarnLogs {

    private static final String UNFINISHED = ".tmp";

    private final Configuration configuration;
    private final Path nodes;

    /**
     * @param nodes has a directory for each node
     */
    YarnLogs(Configuration configuration, Path nodes) {
        this.configuration = configuration;
        this.nodes = nodes;
    }

    /** Whether a node manager has files of the application in its own directory. */
    boolean hasLocal(ApplicationId application) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(nodes, Files::isDirectory)) {
            for (Path node : all) {
                if (Files.isDirectory(local(node, application))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Brings all files together, in a directory for each container. */
    void collect(ApplicationId application, String user, Path target) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(nodes, Files::isDirectory)) {
            for (Path node : all) {
                copyContainers(local(node, application), target);
            }
        }
        LogAggregationFileController controller =
                new LogAggregationFileControllerFactory(configuration).getFileControllerForWrite();
        if (controller instanceof LogAggregationTFileController) {
            readAggregated(controller.getRemoteAppLogDir(application, user), target);
        }
    }

    private static Path local(Path node, ApplicationId application) {
        return node.resolve("containers").resolve(application.toString());
    }

    private static void copyContainers(Path directory, Path target) throws IOException {
        try (DirectoryStream<Path> containers = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path container : containers) {
                Path own = Files.createDirectories(target.resolve(String.valueOf(container.getFileName())));
                try (DirectoryStream<Path> files = Files.newDirectoryStream(container, Files::isRegularFile)) {
                    for (Path file : files) {
                        Files.copy(
                                file,
                                own.resolve(String.valueOf(file.getFileName())),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // The node had none, or they are in HDFS by now.
            return;
        }
    }

    private void readAggregated(org.apache.hadoop.fs.Path directory, Path target) throws IOException {
        RemoteIterator<FileStatus> files;
        try {
            files = directory.getFileSystem(configuration).listStatusIterator(directory);
        } catch (FileNotFoundException e) {
            return;
        }
        while (files.hasNext()) {
            org.apache.hadoop.fs.Path file = files.next().getPath();
            if (!file.getName().endsWith(UNFINISHED)) {
                readAggregatedFile(file, target);
            }
        }
    }

    private void readAggregatedFile(org.apache.hadoop.fs.Path file, Path target) throws IOException {
        LogReader reader = new LogReader(configuration, file);
        try {
            LogKey key = new LogKey();
            for (DataInputStream container = reader.next(key); container != null; container = reader.next(key)) {
                copyFiles(container, Files.createDirectories(target.resolve(key.toString())));
            }
        } finally {
            reader.close();
        }
    }

    /** Each file is its name, its length as a text, and its bytes; there is nothing to tell how many there are. */
    private static void copyFiles(DataInputStream container, Path target) throws IOException {
        while (true) {
            String name;
            try {
                name = container.readUTF();
            } catch (EOFException e) {
                return;
            }
            long length = Long.parseLong(container.readUTF());
            try (InputStream content = new BoundedStream(container, length)) {
                Files.copy(content, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The next bytes of a stream, which stays open. */
    private static final class BoundedStream extends InputStream {

        private final InputStream source;
        private long left;

        BoundedStream(InputStream source, long left) {
            this.source = source;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = source.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The log ends in the middle of a file");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            IOUtils.skipFully(source, left);
            left = 0;
        }
    }
}
