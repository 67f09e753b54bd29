package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.emr.model.AddTagsRequest;
import software.amazon.awssdk.services.emr.model.RemoveTagsRequest;
import software.amazon.awssdk.services.emr.model.Tag;

class TagOperationsTest {

    private static final String A = "InvalidRequestException";

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static AddTagsRequest add(String resource, Tag... tags) {
        return AddTagsRequest.builder().resourceId(resource).tags(tags).build();
    }

    private static RemoveTagsRequest remove(String resource, String... keys) {
        return RemoveTagsRequest.builder().resourceId(resource).tagKeys(keys).build();
    }

    @Test
    void an_added_tag_replaces_the_one_with_its_key() {
        String cluster = emr.run(request -> request.tags(tag("team", "red"), tag("cost", "1")));

        emr.service().execute(add(cluster, tag("team", "blue"), tag("Team", "green")));

        assertThat(emr.describe(cluster).tags())
                .containsExactly(tag("team", "blue"), tag("cost", "1"), tag("Team", "green"));
    }

    @Test
    void removing_names_keys_whether_they_are_there_or_not() {
        String cluster = emr.run(request -> request.tags(tag("team", "red"), tag("cost", "1")));

        emr.service().execute(remove(cluster, "cost", "nothing"));

        assertThat(emr.describe(cluster).tags()).containsExactly(tag("team", "red"));
    }

    @Test
    void a_tag_without_a_value_has_the_empty_one() {
        String cluster = emr.run(request -> request.tags(tag("first", null)));

        emr.service().execute(add(cluster, tag("second", null)));

        assertThat(emr.describe(cluster).tags()).containsExactly(tag("first", ""), tag("second", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|v|Invalid tag key: ''. Tag keys must be between 1 and 128 characters in length.",
                "|v|Invalid tag key: 'null'. Tag keys must be between 1 and 128 characters in length.",
                "aws:k|v|Invalid tag key: 'aws:k'. Tag keys that start with 'aws:' are reserved.",
                "a#b|v|Invalid tag key: 'a#b'. Tag keys may hold letters, digits, white space and _ . : / = + - @.",
                "k|a#b|Invalid tag value: 'a#b'. Tag values may hold letters, digits, white space and _ . : / = + - @."
            })
    void a_bad_tag_is_refused_in_both_families(String key, String value, String message) {
        String cluster = emr.run();

        emr.assertRefused(add(cluster, tag("good", "v"), tag(key, value)), A, message);
        emr.assertRefused(EmrFixture.minimal().tags(tag(key, value)).build(), "ValidationException", message);
        assertThat(emr.describe(cluster).tags()).isEmpty();
    }

    @Test
    void lengths_are_limited() {
        String cluster = emr.run();
        String longKey = "k".repeat(129);
        String longValue = "v".repeat(257);

        emr.service().execute(add(cluster, tag("k".repeat(128), "v".repeat(256)), tag("Größe _.:/=+-@1", "名")));
        emr.assertRefused(
                add(cluster, tag(longKey, "")),
                A,
                "Invalid tag key: '" + longKey + "'. Tag keys must be between 1 and 128 characters in length.");
        emr.assertRefused(
                add(cluster, tag("k", longValue)),
                A,
                "Invalid tag value: '" + longValue + "'. Tag values must be between 1 and 128 characters in length.");
    }

    @Test
    void tags_of_an_ended_cluster_stay() {
        String cluster = emr.run(request -> request.tags(tag("team", "red")));
        emr.terminate(cluster);

        String message = "Tags cannot be modified on terminated clusters.";
        emr.assertRefused(add(cluster, tag("k", "v")), A, message);
        emr.assertRefused(remove(cluster, "team"), A, message);
        assertThat(emr.describe(cluster).tags()).containsExactly(tag("team", "red"));
    }

    @Test
    void an_unknown_resource_is_refused() {
        String message = "Cluster id 'j-NOSUCHCLUSTER' is not valid.";
        emr.assertRefused(add("j-NOSUCHCLUSTER", tag("k", "v")), A, message);
        emr.assertRefused(remove("j-NOSUCHCLUSTER", "k"), A, message);
    }

    @Test
    void nothing_to_add_or_remove_is_no_error() {
        String cluster = emr.run(request -> request.tags(tag("team", "red")));

        emr.service().execute(add(cluster));
        emr.service().execute(remove(cluster));

        assertThat(emr.describe(cluster).tags()).isEqualTo(List.of(tag("team", "red")));
    }
}
