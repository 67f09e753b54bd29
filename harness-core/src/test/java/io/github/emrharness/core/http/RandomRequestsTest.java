package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.operations.EmrFixture;
import io.github.emrharness.core.operations.EmrServiceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.EmrRequest;

/** Random requests of every operation, some about clusters and steps that there are, to the real operations. */
class RandomRequestsTest {

    private static final int ROUNDS_PER_OPERATION = 60;

    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory);
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    @Timeout(300)
    void no_operation_breaks_on_what_the_model_allows() {
        EmrOperations operations = new EmrOperations();
        List<String> unexpected = new ArrayList<>();
        int answered = 0;
        int refused = 0;
        for (String name : operations.names().stream().sorted().toList()) {
            EmrOperation operation = operations.find(name);
            for (int round = 0; round < ROUNDS_PER_OPERATION; round++) {
                long seed = 31L * name.hashCode() + round;
                ModelValues values = new ModelValues(seed, new Random(seed).nextDouble(), known());
                EmrRequest request = (EmrRequest) values.fill(operation.newRequestBuilder());
                try {
                    assertThat(emr.service().execute(request)).isNotNull();
                    answered++;
                } catch (EmrServiceException e) {
                    assertThat(e.httpStatus()).as(name + ": " + e).isIn(400, 404, 501);
                    assertThat(e.getMessage()).isNotBlank();
                    refused++;
                } catch (RuntimeException | AssertionError e) {
                    StackTraceElement at = e.getStackTrace()[0];
                    unexpected.add(name + " (seed " + seed + "): " + e + " at " + at + " for " + request);
                }
            }
        }

        assertThat(unexpected).isEmpty();
        assertThat(answered).isGreaterThan(200);
        assertThat(refused).isGreaterThan(1000);
    }

    /** Values that lead further in than random ones. */
    private Map<String, List<String>> known() {
        if (known.isEmpty()) {
            String waiting = emr.run();
            String ended = emr.run();
            List<String> steps = emr.add(waiting, EmrFixture.step("runs", ActionOnFailure.CONTINUE));
            emr.terminate(ended);
            List<String> clusters = List.of(waiting, waiting, ended);
            known = Map.of(
                    "ClusterId", clusters,
                    "JobFlowId", clusters,
                    "JobFlowIds", clusters,
                    "ResourceId", clusters,
                    "StepId", steps,
                    "StepIds", steps,
                    "ReleaseLabel", List.of("emr-7.10.0", "emr-5.36.0", "emr-6.15.0"),
                    "InstanceType", List.of("m5.xlarge"));
        }
        return known;
    }

    private Map<String, List<String>> known = Map.of();
}
