package io.github.emrharness.core.operations;

import static io.github.emrharness.core.operations.EmrFixture.minimal;
import static io.github.emrharness.core.operations.EmrFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.RunJobFlowResponse;

class FieldsWithoutEffectTest {

    private FieldsWithoutEffect fields;

    @BeforeEach
    void readTheList() {
        OperationTable table = new OperationTable();
        table.real(
                RunJobFlowRequest.class, request -> RunJobFlowResponse.builder().build());
        fields = new FieldsWithoutEffect(table, RequestFields.load());
    }

    @Test
    void an_ordinary_request_uses_none() {
        assertThat(fields.used("RunJobFlow", minimal().build())).isEmpty();
        assertThat(fields.used("DescribeCluster", minimal().build())).isEmpty();
    }

    @Test
    void those_that_are_used_are_found_also_within_lists() {
        RunJobFlowRequest request = minimal()
                .customAmiId("ami-1")
                .kerberosAttributes(kerberos -> kerberos.realm("R"))
                .steps(step("x").toBuilder()
                        .stepMonitoringConfiguration(monitoring -> monitoring.s3MonitoringConfiguration(
                                s3 -> s3.logUri("s3://b/").encryptionKeyArn("arn")))
                        .build())
                .build();

        assertThat(fields.used("RunJobFlow", request))
                .containsExactlyInAnyOrder(
                        "CustomAmiId",
                        "KerberosAttributes",
                        "Steps.StepMonitoringConfiguration.S3MonitoringConfiguration.EncryptionKeyArn");
    }
}
