package io.github.emrharness.hadoop.tools.s3distcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3DistCpOptionsTest {

    @Test
    void values_follow_with_a_blank_or_with_an_equals_sign() {
        S3DistCpOptions options = S3DistCpOptions.parse(
                List.of("--src", "s3://shop/in", "--dest=hdfs:///out", "--srcPattern=.*a=b.*", "--targetSize", "2"));

        assertThat(options.src()).isEqualTo("s3://shop/in");
        assertThat(options.dest()).isEqualTo("hdfs:///out");
        assertThat(options.srcPattern()).map(Object::toString).contains(".*a=b.*");
        assertThat(options.targetSize()).hasValue(2 * 1024 * 1024);
    }

    @Test
    void what_is_not_asked_for_is_off() {
        S3DistCpOptions options = with();

        assertThat(options.outputCompression()).isEmpty();
        assertThat(options.firstNumber()).isEmpty();
        assertThat(options.deletesOnSuccess()).isFalse();
        assertThat(options.appendsToLastFile()).isFalse();
        assertThat(options.copiesFromManifest()).isFalse();
        assertThat(options.requiresPreviousManifest()).isTrue();
        assertThat(options.s3aProperties()).containsOnly(Map.entry("fs.s3a.multipart.size", "16M"));
    }

    @Test
    void options_for_s3_become_those_of_s3a() {
        assertThat(with("--multipartUploadChunkSize=32", "--disableMultipartUpload", "--s3ServerSideEncryption")
                        .s3aProperties())
                .containsEntry("fs.s3a.multipart.size", "32M")
                .containsEntry("fs.s3a.multipart.uploads.enabled", "false")
                .containsEntry("fs.s3a.encryption.algorithm", "AES256");
        assertThat(with("--storageClass=REDUCED_REDUNDANCY").s3aProperties())
                .containsEntry("fs.s3a.create.storage.class", "reduced_redundancy");
    }

    @Test
    void numbers_begin_at_0_or_at_the_starting_index() {
        assertThat(with("--numberFiles").firstNumber()).hasValue(0);
        assertThat(with("--numberFiles", "--startingIndex=7").firstNumber()).hasValue(7);
        assertThat(with("--startingIndex=7").firstNumber()).isEmpty();
    }

    @Test
    void the_codec_keep_is_as_none_given() {
        assertThat(with("--outputCodec=keep").outputCompression()).isEmpty();
        assertThat(with("--outputCodec=none").outputCompression()).contains(Compression.NONE);
        assertThat(with("--outputCodec=gz").outputCompression()).contains(Compression.GZIP);
        assertThat(with("--outputCodec=GZIP").outputCompression()).contains(Compression.GZIP);
        assertThat(with("--outputCodec=snappy").outputCompression()).contains(Compression.SNAPPY);
    }

    @Test
    void source_and_destination_are_required() {
        assertThatThrownBy(() -> S3DistCpOptions.parse(List.of("--dest=hdfs:///out")))
                .hasMessage("--src is required: the location of the data to copy.");
        assertThatThrownBy(() -> S3DistCpOptions.parse(List.of("--src=s3://shop/in")))
                .hasMessage("--dest is required: the location that the data is copied to.");
    }

    @Test
    void nothing_is_required_for_help() {
        assertThat(S3DistCpOptions.parse(List.of("--help")).isHelp()).isTrue();
        assertThat(Option.help()).contains("\n     --srcPattern=VALUE   -   Copy only files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --recursive           | --recursive: there is no such option; --help lists all.
                    s3://shop/in          | s3://shop/in: there is no such option; --help lists all.
                    --targetSize          | --targetSize: a value has to follow.
                    --numberFiles=3       | --numberFiles=3: this option has no value.
                    --targetSize=0        | --targetSize=0: the value has to be an integer of at least 1.
                    --targetSize=2M       | --targetSize=2M: the value has to be an integer of at least 1.
                    --groupBy=.*          | --groupBy=.*: the expression has no group in parentheses that files are grouped by.
                    --srcPattern=(        | --srcPattern=(: this is no regular expression: Unclosed group.
                    --outputCodec=zip     | --outputCodec=zip: there is no such codec. Use one of gzip, gz, lzo, snappy, none and keep.
                    --outputCodec=lzo     | --outputCodec=lzo: the harness cannot write LZO, whose library is under the GPL and needs native code. It can write gzip, gz, snappy and none.
                    --storageClass=COLD   | --storageClass=COLD: the value has to be STANDARD or REDUCED_REDUNDANCY.
                    --copyFromManifest    | --copyFromManifest needs --previousManifest, which names the manifest.
                    --dest=s3://my_b/x    | --dest=s3://my_b/x: S3DistCp does not support bucket names that contain the underscore character.
                    --requirePreviousManifest=no | --requirePreviousManifest=no: the value has to be true or false.
                    """)
    void a_mistake_is_named(String option, String message) {
        assertThatThrownBy(() -> with(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static S3DistCpOptions with(String... more) {
        List<String> words = new ArrayList<>(List.of("--src=s3://shop/in", "--dest=s3://shop/out"));
        words.addAll(List.of(more));
        return S3DistCpOptions.parse(words);
    }
}
