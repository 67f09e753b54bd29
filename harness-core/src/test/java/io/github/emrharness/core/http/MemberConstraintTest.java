package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emrharness.core.operations.EmrServiceException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service model says of values, in the words of AWS. */
class MemberConstraintTest {

    private final EmrJsonCodec codec = new EmrJsonCodec();
    private final EmrOperations operations = new EmrOperations();

    static Stream<Arguments> violations() {
        String one = "1 validation error detected: ";
        return Stream.of(
                Arguments.of(
                        "AddJobFlowSteps",
                        "{\"JobFlowId\": \"" + "j".repeat(257) + "\", \"Steps\": []}",
                        one + "Value '" + "j".repeat(257)
                                + "' at 'jobFlowId' failed to satisfy constraint: Member must have length less than or"
                                + " equal to 256"),
                Arguments.of(
                        "AddJobFlowSteps",
                        "{\"JobFlowId\": \"j-1\", \"ExecutionRoleArn\": \"role\", \"Steps\": []}",
                        one + "Value 'role' at 'executionRoleArn' failed to satisfy constraint: Member must have length"
                                + " greater than or equal to 20"),
                Arguments.of(
                        "ListReleaseLabels",
                        "{\"MaxResults\": 101}",
                        one
                                + "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than"
                                + " or equal to 100"),
                Arguments.of(
                        "ListClusters",
                        "{\"ClusterStates\": [\"WAITING\", \"DREAMING\"]}",
                        one + "Value 'DREAMING' at 'clusterStates.2.member' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [BOOTSTRAPPING, RUNNING, STARTING, TERMINATED,"
                                + " TERMINATED_WITH_ERRORS, TERMINATING, WAITING]"),
                Arguments.of(
                        "RunJobFlow",
                        """
                        {"Name": "a\\u0001b", "Instances": {"InstanceFleets":
                            [{"InstanceFleetType": "MASTER", "TargetSpotCapacity": -1}]}}
                        """,
                        "2 validation errors detected: Value 'a\u0001b' at 'name' failed to satisfy constraint: Member"
                                + " must satisfy regular expression pattern: "
                                + "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*; Value '-1' at"
                                + " 'instances.instanceFleets.1.member.targetSpotCapacity' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 0"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_value_that_breaks_a_rule_is_told_with_its_place(String operation, String body, String message) {
        assertThatExceptionOfType(EmrServiceException.class)
                .isThrownBy(() -> decode(operation, body))
                .withMessage(message)
                .returns("ValidationException", EmrServiceException::code);
    }

    @Test
    void what_satisfies_the_rules_is_read() {
        assertThat(decode("AddJobFlowSteps", "{\"JobFlowId\": \"" + "j".repeat(256) + "\", \"Steps\": []}"))
                .isNotNull();
        assertThat(decode("ListClusters", "{\"ClusterStates\": [\"WAITING\"], \"Marker\": \"\\ud83d\\ude00\"}"))
                .isNotNull();
    }

    private Object decode(String operation, String body) {
        return codec.decode(
                operations.find(operation), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
