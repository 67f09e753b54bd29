package io.github.emrharness.jvm.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClassPathTest {

    @Test
    void manifests_are_followed(@TempDir Path directory) throws IOException {
        Path real = Files.createFile(directory.resolve("réal one-1.0.jar"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, real.toUri() + " " + "missing.jar http://example.org/x.jar");
        Path booter = directory.resolve("surefirebooter.jar");
        try (OutputStream out = Files.newOutputStream(booter);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.flush();
        }

        assertThat(TestClassPath.entries(booter.toString())).containsExactly(booter, real);
    }
}
