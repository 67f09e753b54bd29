package io.github.emrharness.core.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.Lazy;

/**
 * The codecs of the model's structures, each made when it is first met: a harness that describes clusters never looks
 * at the fields of studios, and a structure may hold itself ({@code Configuration} does).
 */
final class Structures {

    private final Map<Class<?>, StructureCodec> byType = new ConcurrentHashMap<>();
    private final Map<String, List<String>> required;
    private final MemberConstraints constraints;

    /** @param required the wire names of required members by the simple name of the SDK's class */
    Structures(Map<String, List<String>> required, MemberConstraints constraints) {
        this.required = required;
        this.constraints = constraints;
    }

    /**
     * Gives the codec of a structure.
     *
     * @param type the SDK's class of it
     * @param newBuilder gives a builder, which is filled and built for every value that is read
     */
    StructureCodec codec(Class<?> type, Supplier<? extends SdkPojo> newBuilder) {
        StructureCodec known = byType.get(type);
        return known != null
                ? known
                : byType.computeIfAbsent(
                        type,
                        key -> new StructureCodec(
                                key.getSimpleName(),
                                newBuilder,
                                this,
                                required.getOrDefault(key.getSimpleName(), List.of())));
    }

    Supplier<ValueCodec> lazyCodec(String structure, SdkField<?> field) {
        Lazy<ValueCodec> codec = new Lazy<>(() -> codec(field, constraints.find(structure, field.locationName())));
        return codec::getValue;
    }

    private ValueCodec codec(SdkField<?> field, @Nullable MemberConstraint constraint) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return new ListCodec(codec(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), constraint));
        } else if (type == MarshallingType.MAP) {
            return new MapCodec(codec(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), constraint));
        } else if (type == MarshallingType.SDK_POJO) {
            Supplier<SdkPojo> newBuilder = field.constructor();
            // The SDK nests the class of every builder in the class that it builds; what is only written has no
            // builder.
            Class<?> builder = newBuilder.get().getClass();
            Class<?> built = builder.getEnclosingClass();
            return codec(built == null ? builder : built, newBuilder);
        }
        ValueCodec scalar = scalar(field);
        return constraint == null ? scalar : new ConstrainedCodec(scalar, constraint);
    }

    private static ValueCodec scalar(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return ScalarCodec.STRING;
        } else if (type == MarshallingType.BOOLEAN) {
            return ScalarCodec.BOOLEAN;
        } else if (type == MarshallingType.INTEGER) {
            return ScalarCodec.INTEGER;
        } else if (type == MarshallingType.LONG) {
            return ScalarCodec.LONG;
        } else if (type == MarshallingType.FLOAT) {
            return ScalarCodec.FLOAT;
        } else if (type == MarshallingType.DOUBLE) {
            return ScalarCodec.DOUBLE;
        } else if (type == MarshallingType.INSTANT) {
            return ScalarCodec.TIMESTAMP;
        }
        throw new IllegalStateException("The AWS SDK's model of EMR has a member " + field.memberName() + " of type "
                + type.getTargetClass().getName() + ", which the codec does not know. Use the version of the SDK in the"
                + " harness's BOM.");
    }
}
