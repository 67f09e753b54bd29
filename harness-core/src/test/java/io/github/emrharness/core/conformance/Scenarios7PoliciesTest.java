package io.github.emrharness.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of the scenarios from 61 on: those about tags, policies and releases. */
@Timeout(120)
class Scenarios7PoliciesTest {

    private EmrApi emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrApi(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void scenario_61_tags_of_an_ended_cluster_cannot_be_modified() {
        String cluster = emr.run();
        emr.client().addTags(request -> request.resourceId(cluster).tags(tag -> tag.key("team")));
        emr.client().terminateJobFlows(request -> request.jobFlowIds(cluster));

        emr.assertRefused(
                () -> emr.client().addTags(request -> request.resourceId(cluster)
                        .tags(tag -> tag.key("team").value("blue"))),
                "InvalidRequestException",
                "Tags cannot be modified on terminated clusters.");
        assertThat(emr.post("DescribeCluster", "{\"ClusterId\":\"" + cluster + "\"}")
                        .body())
                .contains("\"Tags\":[{\"Key\":\"team\",\"Value\":\"\"}]");
    }

    @Test
    void scenario_63_without_a_managed_scaling_policy_the_answer_has_no_member() {
        String body = "{\"ClusterId\":\"" + emr.run() + "\"}";

        assertThat(emr.post("GetManagedScalingPolicy", body).body()).isEqualTo("{}");
        assertThat(emr.post("GetAutoTerminationPolicy", body).body()).isEqualTo("{}");
    }

    @Test
    void scenario_64_release_labels_come_newest_first_in_pages() {
        List<String> labels = emr
                .client()
                .listReleaseLabelsPaginator(
                        request -> request.maxResults(10).filters(filters -> filters.prefix("emr-7")))
                .stream()
                .flatMap(page -> page.releaseLabels().stream())
                .toList();

        assertThat(labels)
                .hasSize(15)
                .startsWith("emr-7.14.0", "emr-7.13.0", "emr-7.12.0")
                .endsWith("emr-7.0.0");
    }
}
