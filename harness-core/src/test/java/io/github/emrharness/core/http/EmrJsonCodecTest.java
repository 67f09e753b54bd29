package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.emrharness.core.operations.EmrServiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.Cluster;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.DescribeClusterResponse;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;
import software.amazon.awssdk.services.emr.model.ListClustersRequest;
import software.amazon.awssdk.services.emr.model.ListClustersResponse;
import software.amazon.awssdk.services.emr.model.ModifyClusterRequest;
import software.amazon.awssdk.services.emr.model.PutAutoTerminationPolicyRequest;
import software.amazon.awssdk.services.emr.model.SetTerminationProtectionRequest;
import software.amazon.awssdk.services.emr.model.TerminateJobFlowsResponse;

class EmrJsonCodecTest {

    private final EmrJsonCodec codec = new EmrJsonCodec();
    private final EmrOperations operations = new EmrOperations();

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', true", "'\"False\"', false"})
    void a_boolean_may_be_a_string(String given, boolean expected) {
        SetTerminationProtectionRequest request = decode(
                SetTerminationProtectionRequest.class,
                "SetTerminationProtection",
                "{\"JobFlowIds\":[\"j-1\"],\"TerminationProtected\":" + given + "}");

        assertThat(request.terminationProtected()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1373923429", "1.373923429E9", "1373923429.0", "1373923429.000"})
    void a_timestamp_is_a_number_of_any_form(String given) {
        ListClustersRequest request =
                decode(ListClustersRequest.class, "ListClusters", "{\"CreatedAfter\":" + given + "}");

        assertThat(request.createdAfter()).isEqualTo(Instant.ofEpochSecond(1373923429));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-07-15T21:23:49Z", "2013-07-15T23:23:49.000+02:00"})
    void a_timestamp_may_be_a_text(String given) {
        ListClustersRequest request =
                decode(ListClustersRequest.class, "ListClusters", "{\"CreatedAfter\":\"" + given + "\"}");

        assertThat(request.createdAfter()).isEqualTo(Instant.ofEpochSecond(1373923429));
    }

    @Test
    void a_timestamp_keeps_its_milliseconds() {
        ListClustersRequest request =
                decode(ListClustersRequest.class, "ListClusters", "{\"CreatedAfter\":1436475075.199}");

        assertThat(request.createdAfter()).isEqualTo(Instant.ofEpochMilli(1436475075199L));
    }

    @Test
    void unknown_members_and_nulls_count_as_absent() {
        ListClustersRequest request = decode(
                ListClustersRequest.class,
                "ListClusters",
                "{\"Nonsense\":{\"a\":[1,{}]},\"Marker\":null,\"ClusterStates\":null,\"More\":[[]]}");

        assertThat(request).isEqualTo(ListClustersRequest.builder().build());
        assertThat(request.hasClusterStates()).isFalse();
    }

    @Test
    void an_empty_list_is_not_an_absent_one() {
        ListClustersRequest request = decode(ListClustersRequest.class, "ListClusters", "{\"ClusterStates\":[]}");

        assertThat(request.hasClusterStates()).isTrue();
        assertThat(request.clusterStates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \r\n ", "{}"})
    void an_empty_body_is_a_request_without_members(String body) {
        assertThat(decode(ListClustersRequest.class, "ListClusters", body))
                .isEqualTo(ListClustersRequest.builder().build());
    }

    @Test
    void an_empty_body_lacks_what_is_required() {
        assertRejected(
                "DescribeCluster",
                "",
                "ValidationException",
                "1 validation error detected: Value null at 'clusterId' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void a_whole_number_may_have_an_exponent_or_a_point() {
        assertThat(concurrency("5")).isEqualTo(5);
        assertThat(concurrency("5.0")).isEqualTo(5);
        assertThat(concurrency("5e1")).isEqualTo(50);
        assertThat(concurrency("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(decode(
                                PutAutoTerminationPolicyRequest.class,
                                "PutAutoTerminationPolicy",
                                "{\"ClusterId\":\"j\",\"AutoTerminationPolicy\":{\"IdleTimeout\":9223372036854775807}}")
                        .autoTerminationPolicy()
                        .idleTimeout())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"three\" | STRING_VALUE \"three\"",
                "5.5 | NUMBER_VALUE 5.5",
                "2147483648 | NUMBER_VALUE 2147483648",
                "99999999999999999999 | NUMBER_VALUE 99999999999999999999",
                "1e999999999 | NUMBER_VALUE 1e999999999",
                "1e-999999999 | NUMBER_VALUE 1e-999999999",
                "true | TRUE_VALUE",
                "[5] | START_ARRAY",
                "{} | START_OBJECT"
            })
    void a_number_of_the_wrong_type_is_named_with_what_was_given(String given, String shown) {
        assertRejected(
                "ModifyCluster",
                "{\"ClusterId\":\"j-1\",\"StepConcurrencyLevel\":" + given + "}",
                "SerializationException",
                "At /StepConcurrencyLevel: " + shown + " can not be converted to an Integer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"CreatedAfter\":\"2026-01-01\"} | At /CreatedAfter: STRING_VALUE \"2026-01-01\" can not be converted to"
                        + " a timestamp (seconds since the epoch)",
                "{\"CreatedAfter\":1e300} | At /CreatedAfter: NUMBER_VALUE 1e300 can not be converted to"
                        + " a timestamp (seconds since the epoch)",
                "{\"Marker\":7} | At /Marker: NUMBER_VALUE 7 can not be converted to a String",
                "{\"Marker\":[\"x\"]} | At /Marker: START_ARRAY can not be converted to a String",
                "{\"ClusterStates\":\"RUNNING\"} | At /ClusterStates: STRING_VALUE \"RUNNING\" can not be converted to"
                        + " a list",
                "{\"ClusterStates\":[\"A\",false]} | At /ClusterStates/1: FALSE_VALUE can not be converted to a String",
                "[] | START_ARRAY can not be converted to a structure",
                "\"x\" | STRING_VALUE \"x\" can not be converted to a structure",
                "null | NULL_VALUE can not be converted to a structure",
            })
    void a_value_of_the_wrong_type_is_named_with_what_was_given(String body, String message) {
        assertRejected("ListClusters", body, "SerializationException", message);
    }

    @Test
    void a_wrong_type_deep_inside_is_named_by_its_path() {
        assertRejected(
                "RunJobFlow",
                "{\"Name\":\"n\",\"Instances\":{\"InstanceGroups\":[{\"InstanceCount\":1},{\"InstanceCount\":\"x\"}]}}",
                "SerializationException",
                "At /Instances/InstanceGroups/1/InstanceCount: STRING_VALUE \"x\" can not be converted to an Integer");
        assertRejected(
                "RunJobFlow",
                "{\"Configurations\":[{\"Properties\":{\"a\":{}}}]}",
                "SerializationException",
                "At /Configurations/0/Properties/a: START_OBJECT can not be converted to a String");
        assertRejected(
                "RunJobFlow",
                "{\"Configurations\":[{\"Properties\":[]}]}",
                "SerializationException",
                "At /Configurations/0/Properties: START_ARRAY can not be converted to a map");
        assertRejected(
                "SetTerminationProtection",
                "{\"TerminationProtected\":\"yes\"}",
                "SerializationException",
                "At /TerminationProtected: STRING_VALUE \"yes\" can not be converted to a Boolean");
    }

    @Test
    void a_long_wrong_value_is_shown_in_part() {
        assertRejected(
                "ModifyCluster",
                "{\"StepConcurrencyLevel\":\"" + "x".repeat(5000) + "\"}",
                "SerializationException",
                "At /StepConcurrencyLevel: STRING_VALUE \"" + "x".repeat(60)
                        + "...\" can not be converted to an Integer");
    }

    @Test
    void nulls_in_lists_and_maps_violate_a_constraint() {
        assertRejected(
                "RunJobFlow",
                "{\"Name\":\"n\",\"Instances\":{\"Ec2SubnetIds\":[\"s\",null]},"
                        + "\"Configurations\":[{\"Properties\":{\"Key\":null}}]}",
                "ValidationException",
                "2 validation errors detected: Value null at 'instances.ec2SubnetIds.2.member' failed to satisfy"
                        + " constraint: Member must not be null; Value null at 'configurations.1.member.properties.Key'"
                        + " failed to satisfy constraint: Member must not be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Marker\":\"x\" | Unexpected end-of-input: expected close marker for Object (start marker at"
                        + " [Source: (ByteArrayInputStream); line: 1, column: 1]) (line 1, column 14)",
                "{Marker:1} | Unexpected character ('M' (code 77)): was expecting double-quote to start field name"
                        + " (line 1, column 3)",
                "{}x | Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false') (line 1, column 4)",
                "{}{} | there is something after the end of the object (line 1, column 3)"
            })
    void malformed_json_is_located(String body, String problem) {
        assertRejected(
                "ListClusters", body, "SerializationException", "The request body is not valid JSON: " + problem);
    }

    @Test
    void half_a_surrogate_pair_is_refused_since_it_could_not_be_sent_back() {
        assertRejected(
                "ListClusters",
                "{\"Marker\":\"\\ud800x\"}",
                "SerializationException",
                "At /Marker: the string has half of a surrogate pair, which is no Unicode text");
        assertThat(decode(ListClustersRequest.class, "ListClusters", "{\"Marker\":\"\\ud83d\\ude00\"}")
                        .marker())
                .isEqualTo("😀");
    }

    @Test
    void other_encodings_than_utf_8_are_understood_or_refused() {
        assertThat(((ListClustersRequest)
                                decode("ListClusters", "{\"Marker\":\"é\"}".getBytes(StandardCharsets.UTF_16BE)))
                        .marker())
                .isEqualTo("é");
        EmrServiceException error = catchThrowableOfType(
                EmrServiceException.class,
                () -> decode("ListClusters", "{\"Marker\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(error.code()).isEqualTo("SerializationException");
        assertThat(error).hasMessageStartingWith("The request body is not valid JSON: Invalid UTF-8");
    }

    @Test
    void deep_nesting_is_refused_in_known_and_unknown_members() {
        String known = "{\"Configurations\":[".repeat(10_000);
        String unknown = "{\"Nonsense\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        for (String body : List.of(known, unknown)) {
            EmrServiceException error = catchThrowableOfType(
                    EmrServiceException.class, () -> decode("RunJobFlow", body.getBytes(StandardCharsets.UTF_8)));
            assertThat(error.code()).isEqualTo("SerializationException");
            assertThat(error).hasMessageContaining("(" + (EmrJsonCodec.MAX_DEPTH + 1) + ")");
        }
    }

    @Test
    void what_may_be_nested_that_deep_can_be_written_again() throws IOException {
        Configuration configuration = Configuration.builder().build();
        for (int depth = 0; depth < EmrJsonCodec.MAX_DEPTH / 2; depth++) {
            configuration =
                    Configuration.builder().configurations(configuration).build();
        }

        assertThat(encode(describe(Cluster.builder().configurations(configuration))))
                .startsWith("{\"Cluster\":{\"Configurations\":[{\"Configurations\":[{");
    }

    @Test
    void a_response_has_real_booleans_millisecond_timestamps_and_no_member_that_was_not_set() throws IOException {
        assertThat(encode(describe(Cluster.builder()
                        .id("j-1")
                        .name("\"é\"\n☂")
                        .status(s -> s.state(ClusterState.RUNNING)
                                .timeline(t -> t.creationDateTime(Instant.ofEpochMilli(1436475075199L))
                                        .readyDateTime(Instant.ofEpochSecond(1436475076))))
                        .autoTerminate(true)
                        .normalizedInstanceHours(0))))
                .isEqualTo("{\"Cluster\":{\"Id\":\"j-1\",\"Name\":\"\\\"é\\\"\\n☂\","
                        + "\"Status\":{\"State\":\"RUNNING\",\"Timeline\":"
                        + "{\"CreationDateTime\":1436475075.199,\"ReadyDateTime\":1436475076.000}},"
                        + "\"AutoTerminate\":true,\"NormalizedInstanceHours\":0}}");
    }

    @Test
    void empty_lists_and_maps_that_were_set_are_written() throws IOException {
        assertThat(encode(ListClustersResponse.builder().build())).isEqualTo("{}");
        assertThat(encode(ListClustersResponse.builder().clusters(List.of()).build()))
                .isEqualTo("{\"Clusters\":[]}");
        assertThat(encode(describe(Cluster.builder()
                        .tags(List.of())
                        .applications(
                                Application.builder().additionalInfo(Map.of()).build()))))
                .isEqualTo("{\"Cluster\":{\"Applications\":[{\"AdditionalInfo\":{}}],\"Tags\":[]}}");
    }

    @Test
    void an_operation_without_output_writes_nothing() throws IOException {
        assertThat(encode(TerminateJobFlowsResponse.builder().build())).isEmpty();
    }

    @Test
    void errors_of_both_families_have_their_members() throws IOException {
        assertThat(error(EmrServiceException.invalidRequest("NoSuchCluster", "Cluster id 'j-X' is not valid.")))
                .isEqualTo("{\"__type\":\"InvalidRequestException\",\"ErrorCode\":\"NoSuchCluster\","
                        + "\"Message\":\"Cluster id 'j-X' is not valid.\"}");
        assertThat(error(EmrServiceException.invalidRequest(null, "x")))
                .isEqualTo("{\"__type\":\"InvalidRequestException\",\"Message\":\"x\"}");
        assertThat(error(EmrServiceException.validation("Specified job flow ID not valid.")))
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"Specified job flow ID not valid.\"}");
        assertThat(error(EmrServiceException.common("InternalServerException", 500, "x")))
                .isEqualTo("{\"__type\":\"InternalServerException\",\"Message\":\"x\"}");
    }

    private int concurrency(String given) {
        return decode(
                        ModifyClusterRequest.class,
                        "ModifyCluster",
                        "{\"ClusterId\":\"j-1\",\"StepConcurrencyLevel\":" + given + "}")
                .stepConcurrencyLevel();
    }

    private void assertRejected(String operation, String body, String code, String message) {
        EmrServiceException error = catchThrowableOfType(
                EmrServiceException.class, () -> decode(operation, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.httpStatus()).isEqualTo(400);
        assertThat(error).hasMessage(message);
    }

    private <T extends EmrRequest> T decode(Class<T> type, String operation, String body) {
        return type.cast(decode(operation, body.getBytes(StandardCharsets.UTF_8)));
    }

    private EmrRequest decode(String operation, byte[] body) {
        return codec.decode(operations.find(operation), new ByteArrayInputStream(body));
    }

    private static DescribeClusterResponse describe(Cluster.Builder cluster) {
        return DescribeClusterResponse.builder().cluster(cluster.build()).build();
    }

    private String encode(EmrResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.encode(response, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String error(EmrServiceException error) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.encode(error, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
