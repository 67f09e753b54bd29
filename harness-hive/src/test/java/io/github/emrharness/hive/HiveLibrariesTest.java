package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveLibrariesTest {

    @TempDir
    Path directory;

    @Test
    void the_overlay_comes_before_what_it_replaces() throws IOException {
        List<Path> jars = HiveLibraries.find(directory);

        assertThat(jars.get(0)).hasFileName("0-overlay.jar");
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .contains("hive-exec-3.1.3.jar", "tez-dag-0.10.2.jar", "hadoop-aws-3.4.2.jar")
                .containsSubsequence("reload4j-1.2.19.jar", "log4j-1.2-api-2.17.1.jar");
    }

    @Test
    void each_library_is_named_with_its_licence() throws IOException {
        String thirdParty = resource("THIRD-PARTY.txt");
        assertThat(HiveLibraries.find(directory))
                .extracting(jar -> jar.getFileName().toString())
                .allMatch(name -> thirdParty.contains("\n" + name + " "));
    }

    @Test
    void a_licence_that_a_jar_lacks_is_beside_it() throws IOException {
        String licences = resource("THIRD-PARTY-LICENSES.txt");
        List<String> others = resource("THIRD-PARTY.txt")
                .lines()
                .filter(line -> line.matches("\\S+\\.jar \\(.*") && !line.endsWith(": Apache License 2.0"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(others).hasSizeGreaterThan(5);
        for (Path jar : HiveLibraries.find(directory)) {
            String name = jar.getFileName().toString();
            if (others.contains(name) && !hasLicence(jar)) {
                assertThat(licences).contains("\n" + name + "\n");
            }
        }
    }

    private static boolean hasLicence(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .anyMatch(entry ->
                            entry.getName().toUpperCase(Locale.ROOT).matches("(META-INF/)?(LICENSE|COPYING)[^/]*"));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HiveLibrariesTest.class.getResourceAsStream("/META-INF/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void hive_is_not_on_the_class_path_of_the_tests() {
        assertThat(HiveLibrariesTest.class.getClassLoader().getResource("org/apache/hadoop/hive/conf/HiveConf.class"))
                .isNull();
    }

    @Test
    void libraries_nested_in_a_jar_are_unpacked_once() throws IOException {
        Path jar = directory.resolve("emr-harness-hive.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("META-INF/emr-harness-hive/lib/a.jar", "META-INF/other/b.jar", "c.class")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        Path cache = directory.resolve("cache");

        Path unpacked = HiveLibraries.unpack(jar, cache);

        assertThat(unpacked).isDirectoryContaining("glob:**/a.jar");
        assertThat(unpacked.resolve("a.jar")).hasContent("META-INF/emr-harness-hive/lib/a.jar");
        try (var files = Files.list(unpacked)) {
            assertThat(files).hasSize(1);
        }
        assertThat(HiveLibraries.unpack(jar, cache)).isEqualTo(unpacked);
        try (var entries = Files.list(cache)) {
            assertThat(entries).containsExactly(unpacked);
        }
    }
}
