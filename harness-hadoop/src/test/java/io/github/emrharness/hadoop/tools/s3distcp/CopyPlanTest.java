package io.github.emrharness.hadoop.tools.s3distcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopyPlanTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void every_file_keeps_its_name() throws IOException {
        assertThat(plan(List.of(), "b.txt", "2024/a.txt.gz"))
                .containsExactly("2024/a.txt.gz <- 2024/a.txt.gz", "b.txt <- b.txt");
    }

    @Test
    void a_pattern_selects_by_the_whole_address() throws IOException {
        assertThat(plan(List.of("--srcPattern=.*\\.log"), "a.log", "a.log.1", "x/b.log"))
                .containsExactly("a.log <- a.log", "x/b.log <- x/b.log");
        assertThat(plan(List.of("--srcPattern=s3://shop/in/x/.*"), "a.log", "x/b.log"))
                .containsExactly("x/b.log <- x/b.log");
    }

    @Test
    void a_codec_replaces_the_extension() throws IOException {
        assertThat(plan(List.of("--outputCodec=gz"), "a.txt", "b.txt.snappy", "c.gz"))
                .containsExactly("a.txt.gz <- a.txt", "b.txt.gz <- b.txt.snappy", "c.gz <- c.gz");
        assertThat(plan(List.of("--outputCodec=none"), "a.txt", "c.txt.gz"))
                .containsExactly("a.txt <- a.txt", "c.txt <- c.txt.gz");
    }

    @Test
    void files_of_one_group_are_concatenated_in_the_order_of_their_names() throws IOException {
        assertThat(plan(List.of("--groupBy=.*/([a-z]+)-(\\d+)\\.txt"), "b-2.txt", "a-2.txt", "x/a-2.txt", "c.txt"))
                .containsExactly("a2 <- a-2.txt + x/a-2.txt", "b2 <- b-2.txt");
    }

    @Test
    void a_group_is_written_to_the_directory_of_its_first_file() throws IOException {
        assertThat(plan(List.of("--groupBy=.*/(emp)\\d\\.txt"), "2017/03/emp1.txt", "2017/03/emp6.txt"))
                .containsExactly("2017/03/emp <- 2017/03/emp1.txt + 2017/03/emp6.txt");
    }

    @Test
    void a_group_gets_the_extension_of_the_codec() throws IOException {
        assertThat(plan(List.of("--groupBy=.*/(emp).*", "--outputCodec=gzip"), "emp1.txt.gz", "emp2.txt"))
                .containsExactly("emp.gz <- emp1.txt.gz + emp2.txt");
    }

    @Test
    void a_group_larger_than_the_target_size_becomes_numbered_parts() throws IOException {
        List<SourceFile> files =
                List.of(file("a1", MIB), file("a2", MIB), file("a3", MIB), file("a4", 3 * MIB), file("a5", 1));

        assertThat(plan(List.of("--groupBy=.*/(a)\\d", "--targetSize=2"), Map.of(), files))
                .containsExactly("a0 <- a1 + a2", "a1 <- a3", "a2 <- a4", "a3 <- a5");
        assertThat(plan(
                        List.of("--groupBy=.*/(a)\\d", "--targetSize=2", "--outputCodec=gz"),
                        Map.of(),
                        files.subList(0, 3)))
                .containsExactly("a0.gz <- a1 + a2", "a1.gz <- a3");
        assertThat(plan(List.of("--groupBy=.*/(a)\\d", "--targetSize=2"), Map.of(), files.subList(0, 2)))
                .containsExactly("a <- a1 + a2");
    }

    @Test
    void the_number_of_a_part_precedes_an_extension_in_the_group() throws IOException {
        assertThat(plan(
                        List.of("--groupBy=.*/(my)\\d(file\\.gz)", "--targetSize=1"),
                        Map.of(),
                        List.of(file("my1file.gz", MIB), file("my2file.gz", MIB))))
                .containsExactly("myfile0.gz <- my1file.gz", "myfile1.gz <- my2file.gz");
    }

    @Test
    void what_exists_is_appended_to_on_request() throws IOException {
        Map<String, Long> existing = Map.of("a.txt", 5L, "emp", 7L);

        assertThat(plan(List.of("--appendToLastFile"), existing, List.of(file("a.txt", 1), file("b.txt", 1))))
                .containsExactly("a.txt << a.txt", "b.txt <- b.txt");
        assertThat(plan(List.of("--appendToLastFile", "--groupBy=.*/(emp)\\d"), existing, List.of(file("emp1", 1))))
                .containsExactly("emp << emp1");
        assertThat(plan(List.of("--groupBy=.*/(emp)\\d"), existing, List.of(file("emp1", 1))))
                .containsExactly("emp <- emp1");
    }

    @Test
    void the_last_part_is_filled_up_to_the_target_size() throws IOException {
        Map<String, Long> existing = Map.of("a0", 2 * MIB, "a1", MIB);
        List<SourceFile> files = List.of(file("a1", MIB), file("a2", MIB));
        List<String> options = List.of("--appendToLastFile", "--groupBy=.*/(a)\\d", "--targetSize=2");

        assertThat(plan(options, existing, files)).containsExactly("a1 << a1", "a2 <- a2");
        assertThat(plan(options, Map.of("a0", 2 * MIB), files)).containsExactly("a1 <- a1 + a2");
    }

    @Test
    void names_are_numbered_on_request() throws IOException {
        assertThat(plan(List.of("--numberFiles"), "x/a", "b")).containsExactly("0b <- b", "x/1a <- x/a");
        assertThat(plan(List.of("--numberFiles", "--startingIndex=5"), "x/a", "b"))
                .containsExactly("5b <- b", "x/6a <- x/a");
    }

    @Test
    void what_the_previous_manifest_has_is_left_out() throws IOException {
        CopyPlan plan = new CopyPlan(S3DistCpOptionsTest.with(), Set.of("a"), name -> OptionalLong.empty());

        assertThat(plan.of(List.of(file("a", 1), file("b", 1))).stream().map(OutputFile::name))
                .containsExactly("b");
    }

    @Test
    void two_files_of_one_name_are_refused() {
        assertThatThrownBy(() -> plan(List.of("--outputCodec=none"), "a", "a.gz"))
                .isInstanceOf(IOException.class)
                .hasMessage("s3://shop/in/a and s3://shop/in/a.gz would both be copied to a below s3://shop/out.");
    }

    private static List<String> plan(List<String> options, String... names) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (String name : names) {
            files.add(file(name, 1));
        }
        return plan(options, Map.of(), files);
    }

    private static List<String> plan(List<String> options, Map<String, Long> existing, List<SourceFile> files)
            throws IOException {
        Destination destination =
                name -> existing.containsKey(name) ? OptionalLong.of(existing.get(name)) : OptionalLong.empty();
        return new CopyPlan(S3DistCpOptionsTest.with(options.toArray(String[]::new)), Set.of(), destination)
                .of(files).stream().map(CopyPlanTest::line).toList();
    }

    private static String line(OutputFile output) {
        return output.name()
                + (output.appended() ? " << " : " <- ")
                + String.join(
                        " + ", output.sources().stream().map(SourceFile::name).toList());
    }

    private static SourceFile file(String name, long size) {
        return new SourceFile("s3://shop/in/" + name, name, size);
    }
}
