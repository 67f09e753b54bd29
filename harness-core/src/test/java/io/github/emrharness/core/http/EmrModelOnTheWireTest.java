package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** Every operation of the SDK's model, with every member set, between a stock client and the endpoint. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmrModelOnTheWireTest {

    private static final int ROUNDS = 3;

    private final AtomicReference<EmrRequest> received = new AtomicReference<>();
    private final AtomicReference<EmrResponse> toSend = new AtomicReference<>();
    private final AtomicReference<byte[]> sentByTheSdk = new AtomicReference<>();
    private final Structures structures = new Structures(Map.of(), MemberConstraints.none());

    private EmrEndpoint endpoint;
    private EmrClient client;

    @BeforeAll
    void open() {
        endpoint = EmrEndpoint.start(
                request -> {
                    received.set(request);
                    return toSend.get();
                },
                EmrEndpointOptions.defaults());
        client = EmrClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one")))
                .overrideConfiguration(c -> c.addExecutionInterceptor(new Recorder(sentByTheSdk)))
                .build();
    }

    @AfterAll
    void close() {
        client.close();
        endpoint.close();
    }

    static List<Method> operations() {
        return Arrays.stream(EmrClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EmrRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && EmrResponse.class.isAssignableFrom(method.getReturnType()))
                .toList();
    }

    @Test
    void every_operation_of_the_sdk_and_of_emr_is_known() {
        assertThat(new EmrOperations().names())
                .containsAll(operations().stream()
                        .map(method -> Character.toUpperCase(method.getName().charAt(0))
                                + method.getName().substring(1))
                        .toList())
                .contains("DescribeJobFlows", "StartSession", "GetSession", "GetSessionEndpoint", "ListSessions")
                .hasSizeGreaterThanOrEqualTo(65);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_full_request_and_a_full_response_arrive_unchanged(Method operation) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ModelValues values = new ModelValues(31L * operation.getName().hashCode() + round);
            EmrRequest request =
                    (EmrRequest) values.fill(SdkBuilders.of(operation.getParameterTypes()[0]));
            EmrResponse response = (EmrResponse) values.fill(SdkBuilders.of(operation.getReturnType()));
            toSend.set(response);

            SdkPojo atTheClient = (SdkPojo) operation.invoke(client, request);

            assertThat(received.get()).isEqualTo(request);
            assertThat(atTheClient.equalsBySdkFields(response))
                    .as("%s should equal %s", atTheClient, response)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void our_json_is_the_json_of_the_sdk(Method operation) throws Exception {
        EmrRequest request = (EmrRequest) new ModelValues(operation.getName().hashCode())
                .fill(SdkBuilders.of(operation.getParameterTypes()[0]));
        toSend.set((EmrResponse) new ModelValues(1).fill(SdkBuilders.of(operation.getReturnType())));
        operation.invoke(client, request);
        ByteArrayOutputStream ours = new ByteArrayOutputStream();

        try (JsonGenerator generator = new JsonFactory().createGenerator(ours)) {
            structures
                    .codec(request.getClass(), () -> SdkBuilders.of(request.getClass()))
                    .write(request, generator);
        }

        assertThat(tree(ours.toByteArray())).isEqualTo(tree(sentByTheSdk.get()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_response_without_any_member_set_arrives(Method operation) throws Exception {
        EmrResponse response = ((EmrResponse.Builder) SdkBuilders.of(operation.getReturnType())).build();
        toSend.set(response);
        EmrRequest request =
                (EmrRequest) new ModelValues(2).fill(SdkBuilders.of(operation.getParameterTypes()[0]));

        SdkPojo atTheClient = (SdkPojo) operation.invoke(client, request);

        assertThat(atTheClient.equalsBySdkFields(response)).isTrue();
    }

    @Test
    void every_required_member_is_one_of_the_model() {
        Map<String, SdkPojo> structures = new LinkedHashMap<>();
        for (Method operation : operations()) {
            collect(SdkBuilders.of(operation.getParameterTypes()[0]), structures);
        }

        RequiredMembers.load().forEach((structure, members) -> assertThat(structures.get(structure))
                .as(structure)
                .isNotNull()
                .satisfies(builder -> assertThat(builder.sdkFields().stream().map(SdkField::locationName))
                        .as(structure)
                        .containsAll(members)));
    }

    @Test
    void every_constrained_member_is_one_of_the_model() {
        Map<String, SdkPojo> structures = new LinkedHashMap<>();
        for (Method operation : operations()) {
            collect(SdkBuilders.of(operation.getParameterTypes()[0]), structures);
        }

        List<String> unknown = MemberConstraints.load().all().keySet().stream()
                .filter(path -> {
                    String[] parts = path.split("\\.");
                    SdkPojo structure = structures.get(parts[0]);
                    return structure == null
                            || structure.sdkFields().stream()
                                    .noneMatch(field -> field.locationName().equals(parts[1]));
                })
                .sorted()
                .toList();
        // Younger than this SDK, or, the operation, dropped by it.
        assertThat(unknown)
                .containsExactly(
                        "DescribeJobFlowsRequest.JobFlowIds",
                        "DescribeJobFlowsRequest.JobFlowStates",
                        "RunJobFlowRequest.StepExecutionRoleArn");
    }

    private static void collect(SdkPojo builder, Map<String, SdkPojo> structures) {
        String name = builder.getClass().getEnclosingClass().getSimpleName();
        if (structures.putIfAbsent(name, builder) == null) {
            builder.sdkFields().stream()
                    .flatMap(EmrModelOnTheWireTest::withElements)
                    .filter(field -> field.constructor() != null)
                    .forEach(field -> collect(field.constructor().get(), structures));
        }
    }

    private static Stream<SdkField<?>> withElements(SdkField<?> field) {
        return field.getOptionalTrait(ListTrait.class)
                .map(list -> Stream.<SdkField<?>>concat(Stream.of(field), withElements(list.memberFieldInfo())))
                .orElseGet(() -> Stream.of(field));
    }

    private static Object tree(byte[] json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return tree(parser);
        }
    }

    private static Object tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.getCurrentName();
                    parser.nextToken();
                    members.put(name, tree(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(tree(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getDecimalValue().stripTrailingZeros();
        };
    }

    private record Recorder(AtomicReference<byte[]> body) implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            try (InputStream in =
                    context.requestBody().orElseThrow().contentStreamProvider().newStream()) {
                body.set(in.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
