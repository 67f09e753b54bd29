package io.github.emrharness.s3;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this room's classes lie. */
final class OwnClasses {

    private OwnClasses() {}

    /** The jar or directory, for the class path of a child JVM. */
    static Path location() throws IOException {
        CodeSource source = OwnClasses.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null || !"file".equals(location.getProtocol())) {
            throw new IOException(
                    "emr-harness-s3 must be on the class path as a jar file or a directory to run in a child"
                            + " JVM, but is at " + location + ". Leave " + ServerMode.SETTING + " at its default.");
        }
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("Not a valid location of classes: " + location, e);
        }
    }
}
