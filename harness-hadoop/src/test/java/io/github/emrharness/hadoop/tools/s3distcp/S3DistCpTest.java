package io.github.emrharness.hadoop.tools.s3distcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ToolRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of files of this machine, without the harness around them. */
class S3DistCpTest {

    @TempDir
    Path temporary;

    @Test
    void a_directory_is_copied_with_all_below_it() throws Exception {
        file("in/a.txt", "a");
        file("in/x/y/b c.txt", "b");
        file("out/a.txt", "old");

        assertThat(run()).isZero();

        assertThat(files("out")).containsOnlyKeys("a.txt", "x/y/b c.txt").containsEntry("a.txt", "a");
    }

    @Test
    void a_single_file_is_copied_below_the_destination() throws Exception {
        file("in/a.txt", "a");

        assertThat(ToolRunner.run(new Configuration(), new S3DistCp(), new String[] {
                    "--src", uri("in/a.txt"), "--dest", uri("out")
                }))
                .isZero();

        assertThat(files("out")).containsOnlyKeys("a.txt");
    }

    @Test
    void generic_options_of_hadoop_come_first() throws Exception {
        file("in/a.txt", "a");

        assertThat(run("-D", "mapreduce.job.reduces=2")).isZero();

        assertThat(files("out")).containsOnlyKeys("a.txt");
    }

    @Test
    void groups_are_concatenated() throws Exception {
        file("in/1/emp-a.txt", "1\n");
        file("in/2/emp-b.txt", "2\n");
        file("in/other.txt", "3\n");

        assertThat(run("--groupBy=.*/(emp)-.*")).isZero();

        assertThat(files("out")).containsOnlyKeys("1/emp").containsEntry("1/emp", "1\n2\n");
    }

    @Test
    void files_are_compressed_and_decompressed() throws Exception {
        file("in/a.txt", "a");
        Files.write(temporary.resolve("in/b.txt.gz"), gzip("b"));

        assertThat(run("--outputCodec=gzip")).isZero();

        assertThat(gunzip(Files.readAllBytes(temporary.resolve("out/a.txt.gz"))))
                .isEqualTo("a");
        assertThat(gunzip(Files.readAllBytes(temporary.resolve("out/b.txt.gz"))))
                .isEqualTo("b");
        assertThat(files("out")).hasSize(2);

        assertThat(ToolRunner.run(new Configuration(), new S3DistCp(), new String[] {
                    "--src", uri("out"), "--dest", uri("plain"), "--outputCodec=none"
                }))
                .isZero();
        assertThat(files("plain")).containsOnlyKeys("a.txt", "b.txt").containsValues("a", "b");
    }

    @Test
    void lzo_cannot_be_read() throws Exception {
        file("in/a.lzo", "a");

        assertThatThrownBy(() -> run("--outputCodec=none"))
                .isInstanceOf(IOException.class)
                .hasMessage("Failed to copy " + uri("in/a.lzo") + " to " + uri("out/a")
                        + ": The harness cannot read LZO; --outputCodec=keep copies the file as it is.");
        assertThat(run()).isZero();
        assertThat(files("out")).containsEntry("a.lzo", "a");
    }

    @Test
    void sources_are_deleted_only_after_all_are_copied() throws Exception {
        file("in/a.txt", "a");
        file("in/b.txt", "b");
        Files.createDirectories(temporary.resolve("out/b.txt/x"));

        assertThatThrownBy(() -> run("--deleteOnSuccess")).isInstanceOf(IOException.class);
        assertThat(files("in")).hasSize(2);

        assertThat(run("--deleteOnSuccess", "--srcPattern=.*/a.txt")).isZero();
        assertThat(files("in")).containsOnlyKeys("b.txt");
    }

    @Test
    void a_manifest_tells_what_was_copied_so_that_the_next_call_copies_the_rest() throws Exception {
        file("in/a.txt", "a");
        assertThat(run("--outputManifest=m1.gz")).isZero();
        file("in/b.txt", "bb");
        file("in/a.txt", "changed");

        assertThat(run("--previousManifest=" + uri("out/m1.gz"), "--outputManifest=m2.gz"))
                .isZero();

        assertThat(files("out")).containsEntry("a.txt", "a").containsEntry("b.txt", "bb");
        assertThat(gunzip(Files.readAllBytes(temporary.resolve("out/m2.gz"))))
                .isEqualTo(
                        """
                {"path":"%1$s/a.txt","baseName":"a.txt","srcDir":"%1$s","size":1}
                {"path":"%1$s/b.txt","baseName":"b.txt","srcDir":"%1$s","size":2}
                """
                                .formatted(uri("out")));
    }

    @Test
    void a_manifest_is_a_list_of_files_to_copy() throws Exception {
        file("in/x/a.txt", "a");
        assertThat(run("--outputManifest=m1.gz")).isZero();
        file("out/b.txt", "b");

        assertThat(ToolRunner.run(new Configuration(), new S3DistCp(), new String[] {
                    "--src=" + uri("nowhere"),
                    "--dest=" + uri("again"),
                    "--copyFromManifest",
                    "--previousManifest=" + uri("out/m1.gz")
                }))
                .isZero();

        assertThat(files("again")).containsOnlyKeys("x/a.txt");
    }

    @Test
    void a_missing_manifest_is_an_error_unless_none_is_required() throws Exception {
        file("in/a.txt", "a");
        String missing = "--previousManifest=" + uri("none.gz");

        assertThatThrownBy(() -> run(missing))
                .hasMessage(missing + " does not exist. With --requirePreviousManifest=false it need not.");
        assertThat(run(missing, "--requirePreviousManifest=false")).isZero();
    }

    @Test
    void a_file_of_prefixes_says_what_to_list() throws Exception {
        file("in/1/a.txt", "a");
        file("in/2/b.txt", "b");
        file("in/3/c.txt", "c");
        file("prefixes", uri("in/1") + "\n\n" + uri("in/3/") + "\n");

        assertThat(run("--srcPrefixesFile=" + uri("prefixes"))).isZero();
        assertThat(files("out")).containsOnlyKeys("1/a.txt", "3/c.txt");

        file("prefixes", uri("out") + "\n");
        assertThatThrownBy(() -> run("--srcPrefixesFile=" + uri("prefixes")))
                .hasMessage("The prefix " + uri("out") + " of --srcPrefixesFile is not below --src=" + uri("in") + ".");
    }

    @Test
    void nothing_to_copy_is_a_failure() throws Exception {
        assertThatThrownBy(this::run)
                .hasMessage("Error running job")
                .hasRootCauseMessage("Input path does not exist: there is no file to copy below " + uri("in"));
        file("in/a.txt", "a");
        assertThatThrownBy(() -> run("--srcPattern=a.txt"))
                .hasMessage("Error running job")
                .hasRootCauseMessage("None of the 1 files below " + uri("in") + " is to be copied: they do not match"
                        + " --srcPattern or --groupBy, or the previous manifest has them.");
    }

    @Test
    void a_source_is_never_overwritten() throws Exception {
        file("in/a.txt", "a");

        assertThatThrownBy(() -> ToolRunner.run(
                        new Configuration(), new S3DistCp(), new String[] {"--src", uri("in"), "--dest", uri("in")}))
                .hasMessage(uri("in/a.txt") + " is to be copied, and would be overwritten by a copy.");
        assertThat(files("in")).containsEntry("a.txt", "a");
    }

    @Test
    void a_mistake_in_the_command_line_ends_with_code_1() throws Exception {
        assertThat(ToolRunner.run(new Configuration(), new S3DistCp(), new String[] {"--dest=x"}))
                .isEqualTo(1);
        assertThat(ToolRunner.run(new Configuration(), new S3DistCp(), new String[] {"--help"}))
                .isZero();
    }

    private int run(String... more) throws Exception {
        List<String> arguments = new ArrayList<>();
        List<String> options = new ArrayList<>(List.of("--src=" + uri("in"), "--dest=" + uri("out")));
        for (String each : more) {
            (each.startsWith("--") ? options : arguments).add(each);
        }
        arguments.addAll(options);
        return ToolRunner.run(new Configuration(), new S3DistCp(), arguments.toArray(String[]::new));
    }

    /** As Hadoop writes it. */
    private String uri(String name) {
        return "file:" + temporary.resolve(name);
    }

    private void file(String name, String content) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    /** The contents by name, without the checksums of Hadoop's local file system. */
    private TreeMap<String, String> files(String directory) throws IOException {
        Path root = temporary.resolve(directory);
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().endsWith(".crc")) {
                    files.put(root.relativize(file).toString(), Files.readString(file, ISO_8859_1));
                }
            }
        }
        return files;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String gunzip(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
    }
}
