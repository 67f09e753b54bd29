package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** Members that other clients send but the SDK's model does not have. */
class UnknownMembersTest {

    @Test
    void they_are_skipped_and_noted_with_their_place() throws Exception {
        String json =
                "{\"Name\":\"n\",\"StepExecutionRoleArn\":\"arn\",\"Steps\":[{\"Name\":\"s\",\"New\":{\"Name\":1}}],"
                        + "\"LogUri\":\"s3://b/\"}";
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            JsonInput in = new JsonInput(parser);

            RunJobFlowRequest read = (RunJobFlowRequest) new Structures(Map.of(), MemberConstraints.none())
                    .codec(RunJobFlowRequest.class, () -> SdkBuilders.of(RunJobFlowRequest.class))
                    .read(in);

            assertThat(read)
                    .isEqualTo(RunJobFlowRequest.builder()
                            .name("n")
                            .steps(step -> step.name("s"))
                            .logUri("s3://b/")
                            .build());
            assertThat(in.unknownMembers()).containsExactly("/StepExecutionRoleArn", "/Steps/0/New");
        }
    }
}
