package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.model.Releases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelRequest;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelResponse;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsRequest;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsResponse;
import software.amazon.awssdk.services.emr.model.OSRelease;
import software.amazon.awssdk.services.emr.model.SimplifiedApplication;

class ReleaseOperationsTest {

    private static final String A = "InvalidRequestException";
    private static final String BAD_TOKEN =
            "The NextToken is not valid: it was altered, or it belongs to a request with other filters.";

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    private ListReleaseLabelsResponse list(Consumer<ListReleaseLabelsRequest.Builder> change) {
        return emr.call(
                ListReleaseLabelsRequest.builder().applyMutation(change).build(), ListReleaseLabelsResponse.class);
    }

    private DescribeReleaseLabelResponse describe(Consumer<DescribeReleaseLabelRequest.Builder> change) {
        return emr.call(
                DescribeReleaseLabelRequest.builder().applyMutation(change).build(),
                DescribeReleaseLabelResponse.class);
    }

    @Test
    void pages_hold_all_labels_newest_first() {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListReleaseLabelsResponse page =
                    list(request -> request.nextToken(next).maxResults(7));
            assertThat(page.releaseLabels()).hasSizeLessThanOrEqualTo(7);
            all.addAll(page.releaseLabels());
            token = page.nextToken();
        } while (token != null);

        assertThat(all).isEqualTo(Releases.load().labels());
        assertThat(list(request -> {}).releaseLabels()).hasSize(100);
    }

    @Test
    void labels_are_filtered_by_prefix() {
        assertThat(list(request -> request.filters(filters -> filters.prefix("emr-7.1")))
                        .releaseLabels())
                .containsExactly("emr-7.14.0", "emr-7.13.0", "emr-7.12.0", "emr-7.11.0", "emr-7.10.0", "emr-7.1.0");
        assertThat(list(request -> request.filters(filters -> filters.prefix("EMR-7")))
                        .releaseLabels())
                .isEmpty();
    }

    @Test
    void labels_are_filtered_by_application() {
        assertThat(list(request -> request.filters(filters -> filters.application("spark@3.5.5")))
                        .releaseLabels())
                .containsExactly("emr-7.10.0", "emr-7.9.0");
        assertThat(list(request -> request.filters(
                                filters -> filters.application("MXNet").prefix("emr-7")))
                        .releaseLabels())
                .containsExactly("emr-7.2.0", "emr-7.1.0", "emr-7.0.0");
        assertThat(list(request -> request.filters(filters -> filters.application("Java")))
                        .releaseLabels())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@3.5.5", "spark@"})
    void a_bad_application_filter_is_refused(String filter) {
        emr.assertRefused(
                ListReleaseLabelsRequest.builder()
                        .filters(filters -> filters.application(filter))
                        .build(),
                A,
                "The Application filter must be a name or name@version, such as spark@2.1.0; this one is '" + filter
                        + "'.");
    }

    @Test
    void a_token_belongs_to_its_filters() {
        String token = list(request -> request.maxResults(1).filters(filters -> filters.prefix("emr-7")))
                .nextToken();

        assertThat(list(request -> request.nextToken(token).maxResults(2).filters(filters -> filters.prefix("emr-7")))
                        .releaseLabels())
                .containsExactly("emr-7.13.0", "emr-7.12.0");
        emr.assertRefused(ListReleaseLabelsRequest.builder().nextToken(token).build(), A, BAD_TOKEN);
        emr.assertRefused(
                DescribeReleaseLabelRequest.builder()
                        .releaseLabel("emr-7.10.0")
                        .nextToken(token)
                        .build(),
                A,
                BAD_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "MQ", "!!", "OTk5OTk5OTk5OTk5Ong"})
    void an_altered_token_is_refused(String token) {
        emr.assertRefused(ListReleaseLabelsRequest.builder().nextToken(token).build(), A, BAD_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"0,greater than or equal to 1", "101,less than or equal to 100"})
    void pages_have_1_to_100_items(int size, String rule) {
        String message = "1 validation error detected: Value '" + size
                + "' at 'maxResults' failed to satisfy constraint: Member must have value " + rule;
        emr.assertRefused(ListReleaseLabelsRequest.builder().maxResults(size).build(), "ValidationException", message);
        emr.assertRefused(
                DescribeReleaseLabelRequest.builder()
                        .releaseLabel("emr-7.10.0")
                        .maxResults(size)
                        .build(),
                "ValidationException",
                message);
    }

    @Test
    void a_label_is_described_with_upstream_versions() {
        DescribeReleaseLabelResponse response = describe(request -> request.releaseLabel("emr-7.10.0"));

        assertThat(response.releaseLabel()).isEqualTo("emr-7.10.0");
        assertThat(response.applications())
                .contains(
                        SimplifiedApplication.builder()
                                .name("Spark")
                                .version("3.5.5")
                                .build(),
                        SimplifiedApplication.builder()
                                .name("Hadoop")
                                .version("3.4.1")
                                .build())
                .extracting(SimplifiedApplication::name)
                .isSorted()
                .doesNotContain("Java", "Python", "Scala", "AWS SDK for Java");
        assertThat(response.availableOSReleases())
                .containsExactly(OSRelease.builder().label("2023.12.20260803.3").build());
        assertThat(response.nextToken()).isNull();
    }

    @Test
    void applications_come_in_pages() {
        DescribeReleaseLabelResponse first =
                describe(request -> request.releaseLabel("emr-7.10.0").maxResults(20));
        DescribeReleaseLabelResponse second =
                describe(request -> request.releaseLabel("emr-7.10.0").nextToken(first.nextToken()));

        assertThat(first.applications()).hasSize(20).doesNotContainAnyElementsOf(second.applications());
        assertThat(second.applications()).isNotEmpty();
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void old_labels_are_known_without_their_applications() {
        DescribeReleaseLabelResponse response = describe(request -> request.releaseLabel("emr-4.9.6"));

        assertThat(response.applications()).isEmpty();
        assertThat(response.availableOSReleases()).isEmpty();
        assertThat(describe(request -> request.releaseLabel("emr-6.15.0")).availableOSReleases())
                .containsExactly(OSRelease.builder().label("2.0.20260803.1").build());
    }

    @Test
    void a_cluster_may_have_a_release_of_4_x() {
        String cluster = emr.run(request -> request.releaseLabel("emr-4.9.6").instances(instances -> instances
                .instanceCount(1)
                .masterInstanceType("m3.xlarge")
                .keepJobFlowAliveWhenNoSteps(true)));

        assertThat(emr.describe(cluster).releaseLabel()).isEqualTo("emr-4.9.6");
    }

    @Test
    void an_unknown_or_missing_label_is_refused() {
        emr.assertRefused(
                DescribeReleaseLabelRequest.builder().releaseLabel("emr-9.9.9").build(),
                A,
                "The supplied release label is invalid: emr-9.9.9.");
        emr.assertRefused(
                DescribeReleaseLabelRequest.builder().build(),
                A,
                "DescribeReleaseLabel needs a ReleaseLabel, such as emr-7.10.0.");
    }
}
