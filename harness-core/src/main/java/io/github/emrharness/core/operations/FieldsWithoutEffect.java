package io.github.emrharness.core.operations;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.emr.model.EmrRequest;

/**
 * The fields of supported requests that are accepted, and told again where EMR does, but change nothing here although
 * they would on EMR. A request that uses some is warned about once.
 */
final class FieldsWithoutEffect {

    /** By operation, the members on the way to the field; lists on the way stand for each of their items. */
    static final Map<String, List<String>> FIELDS = Map.of(
            "RunJobFlow",
            List.of(
                    "AdditionalInfo",
                    "AutoScalingRole",
                    "CustomAmiId",
                    "ExtendedSupport",
                    "KerberosAttributes",
                    "LogEncryptionKmsKeyId",
                    "ManagedScalingPolicy",
                    "MonitoringConfiguration",
                    "SecurityConfiguration",
                    "Instances.InstanceFleets.InstanceTypeConfigs.Configurations",
                    "Instances.InstanceGroups.AutoScalingPolicy",
                    "Instances.InstanceGroups.Configurations",
                    "Steps.StepMonitoringConfiguration.S3MonitoringConfiguration.EncryptionKeyArn"),
            "AddJobFlowSteps",
            List.of("ExecutionRoleArn", "Steps.StepMonitoringConfiguration.S3MonitoringConfiguration.EncryptionKeyArn"),
            "ModifyCluster",
            List.of("ExtendedSupport"),
            "PutManagedScalingPolicy",
            List.of("ManagedScalingPolicy"));

    private static final Logger LOG = LoggerFactory.getLogger(FieldsWithoutEffect.class);

    private FieldsWithoutEffect() {}

    static void warn(String operation, EmrRequest request) {
        List<String> used = used(operation, request);
        if (!used.isEmpty()) {
            LOG.warn("{}: accepted, but without effect in EMR Harness: {}", operation, String.join(", ", used));
        }
    }

    static List<String> used(String operation, EmrRequest request) {
        return FIELDS.getOrDefault(operation, List.of()).stream()
                .filter(path -> isUsed(request, List.of(path.split("\\."))))
                .toList();
    }

    private static boolean isUsed(@Nullable Object value, List<String> path) {
        if (path.isEmpty()) {
            return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
        }
        List<String> rest = path.subList(1, path.size());
        return pojos(value).anyMatch(pojo -> pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(path.get(0)))
                .anyMatch(field -> isUsed(field.getValueOrDefault(pojo), rest)));
    }

    private static Stream<SdkPojo> pojos(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            return Stream.of(pojo);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(FieldsWithoutEffect::pojos);
        }
        return Stream.empty();
    }
}
