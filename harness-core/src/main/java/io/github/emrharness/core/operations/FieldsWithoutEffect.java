package io.github.emrharness.core.operations;

import java.util.HashMap;
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

/** Warns about the fields of a request that are accepted but {@linkplain FieldSupport#NO_EFFECT change nothing} here. */
final class FieldsWithoutEffect {

    private static final Logger LOG = LoggerFactory.getLogger(FieldsWithoutEffect.class);

    private final Map<String, List<List<String>>> pathsByOperation = new HashMap<>();

    FieldsWithoutEffect(OperationTable operations, RequestFields fields) {
        for (OperationTable.Entry operation : operations.entries().values()) {
            List<List<String>> paths = fields.of(operation.name()).stream()
                    .filter(line -> line.support() == FieldSupport.NO_EFFECT)
                    .flatMap(line -> line.fields().stream())
                    .map(field -> List.of(withoutWildcard(field).split("\\.")))
                    .toList();
            if (!paths.isEmpty()) {
                pathsByOperation.put(operation.name(), paths);
            }
        }
    }

    private static String withoutWildcard(String field) {
        return field.endsWith(".**") ? field.substring(0, field.length() - ".**".length()) : field;
    }

    void warn(String operation, EmrRequest request) {
        List<String> used = used(operation, request);
        if (!used.isEmpty()) {
            LOG.warn("{}: accepted, but without effect in EMR Harness: {}", operation, String.join(", ", used));
        }
    }

    List<String> used(String operation, EmrRequest request) {
        return pathsByOperation.getOrDefault(operation, List.of()).stream()
                .filter(path -> isUsed(request, path))
                .map(path -> String.join(".", path))
                .toList();
    }

    private static boolean isUsed(@Nullable Object value, List<String> path) {
        if (path.isEmpty()) {
            return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
        }
        List<String> rest = path.subList(1, path.size());
        return pojos(value).anyMatch(pojo -> pojo.sdkFields().stream()
                .filter(field -> field.locationName().equals(path.get(0)))
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
