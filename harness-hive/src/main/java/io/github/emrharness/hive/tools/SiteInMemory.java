package io.github.emrharness.hive.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration file that outlives itself. Hadoop keeps a file system in a static, with the configuration of the process that
 * was first, and reads its files again when a class that is loaded later adds to the defaults.
 */
final class SiteInMemory extends URLStreamHandler {

    private final byte[] content;

    private SiteInMemory(byte[] content) {
        this.content = content;
    }

    /** Reads the file. */
    static URL of(Path file) throws IOException {
        return new URL(null, "memory:" + file, new SiteInMemory(Files.readAllBytes(file)));
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Connection(url, content);
    }

    private static final class Connection extends URLConnection {

        private final byte[] content;

        Connection(URL url, byte[] content) {
            super(url);
            this.content = content;
        }

        @Override
        public void connect() {
            // It is here.
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
        }
    }
}
