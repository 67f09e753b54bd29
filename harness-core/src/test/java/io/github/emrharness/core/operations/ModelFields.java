package io.github.emrharness.core.operations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The leaves of the structures in the SDK's model, as paths such as {@code Steps.HadoopJarStep.Jar}. */
final class ModelFields {

    private ModelFields() {}

    /** All leaves of a structure; one that holds itself is a leaf where it does. */
    static Set<String> of(Class<?> type) throws ReflectiveOperationException {
        Set<String> paths = new LinkedHashSet<>();
        collect((SdkPojo) type.getMethod("builder").invoke(null), "", new ArrayDeque<>(), paths::add);
        return paths;
    }

    private static void collect(SdkPojo structure, String prefix, Deque<Class<?>> within, Consumer<String> paths) {
        for (SdkField<?> field : structure.sdkFields()) {
            SdkField<?> single = element(field);
            String path = prefix + field.locationName();
            SdkPojo member =
                    single.constructor() == null ? null : single.constructor().get();
            if (member == null || within.contains(member.getClass())) {
                paths.accept(path);
            } else {
                within.push(member.getClass());
                collect(member, path + ".", within, paths);
                within.pop();
            }
        }
    }

    private static SdkField<?> element(SdkField<?> field) {
        SdkField<?> single = field;
        while (true) {
            SdkField<?> current = single;
            single = current.getOptionalTrait(ListTrait.class)
                    .<SdkField<?>>map(ListTrait::memberFieldInfo)
                    .orElse(current);
            if (single == current) {
                return single;
            }
        }
    }

    /** The leaves of a structure that have values. */
    static Set<String> filled(SdkPojo structure) {
        Set<String> paths = new LinkedHashSet<>();
        collectFilled(structure, "", new ArrayDeque<>(List.of(structure.getClass())), paths);
        return paths;
    }

    private static void collectFilled(SdkPojo structure, String prefix, Deque<Class<?>> within, Set<String> paths) {
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = field.getValueOrDefault(structure);
            if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
                continue;
            }
            String path = prefix + field.locationName();
            List<SdkPojo> members = members(value).toList();
            for (SdkPojo member : members) {
                if (within.contains(member.getClass())) {
                    paths.add(path);
                } else {
                    within.push(member.getClass());
                    collectFilled(member, path + ".", within, paths);
                    within.pop();
                }
            }
            if (members.isEmpty() && element(field).constructor() == null) {
                paths.add(path);
            }
        }
    }

    private static Stream<SdkPojo> members(Object value) {
        if (value instanceof SdkPojo pojo) {
            return Stream.of(pojo);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(ModelFields::members);
        }
        return value instanceof Map<?, ?> map ? map.values().stream().flatMap(ModelFields::members) : Stream.empty();
    }
}
