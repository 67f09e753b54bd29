package io.github.emrharness.core.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills whole shapes of the SDK's model with values, every member set. */
final class ModelValues {

    /** Deep enough for a configuration within a configuration within a fleet of RunJobFlow. */
    private static final int DEEPEST = 9;

    private static final String LETTERS = "abcXYZ019 _-./:\"\\\t\nßéλ☂漢😀";

    private final MemberConstraints constraints = MemberConstraints.load();
    private final Random random;

    private final double density;
    private final Map<String, List<String>> known;

    /** Sets every member. */
    ModelValues(long seed) {
        this(seed, 1, Map.of());
    }

    /**
     * Sets some members.
     *
     * @param density how many of the members are set, from 0 to 1
     * @param known values that most members of these names, or their items, get
     */
    ModelValues(long seed, double density, Map<String, List<String>> known) {
        this.random = new Random(seed);
        this.density = density;
        this.known = known;
    }

    /** Sets members of the builder and builds. */
    Object fill(SdkPojo builder) {
        return fill(builder, 0);
    }

    private Object fill(SdkPojo builder, int depth) {
        String structure = builder.getClass().getEnclosingClass().getSimpleName();
        for (SdkField<?> field : builder.sdkFields()) {
            if (density == 1 || random.nextDouble() < density) {
                field.set(builder, value(field, constraints.find(structure, field.locationName()), depth + 1));
            }
        }
        return ((Buildable) builder).build();
    }

    private Object value(SdkField<?> field, MemberConstraint constraint, int depth) {
        MarshallingType<?> type = field.marshallingType();
        List<String> often = known.get(field.locationName());
        if (often != null && random.nextInt(5) > 0) {
            String value = often.get(random.nextInt(often.size()));
            return type == MarshallingType.LIST ? List.of(value) : value;
        }
        if (constraint != null && type != MarshallingType.LIST && type != MarshallingType.MAP) {
            return value(constraint, type);
        }
        if (type == MarshallingType.STRING) {
            return text();
        } else if (type == MarshallingType.BOOLEAN) {
            return random.nextBoolean();
        } else if (type == MarshallingType.INTEGER) {
            return random.nextInt();
        } else if (type == MarshallingType.LONG) {
            return random.nextLong();
        } else if (type == MarshallingType.FLOAT) {
            return random.nextFloat() * 1000;
        } else if (type == MarshallingType.DOUBLE) {
            return random.nextDouble() * 1e6;
        } else if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(1_000_000_000_000L + random.nextInt(Integer.MAX_VALUE));
        } else if (type == MarshallingType.LIST) {
            List<Object> values = new ArrayList<>();
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            for (int i = depth < DEEPEST ? 1 + random.nextInt(2) : 0; i > 0; i--) {
                values.add(value(element, constraint, depth));
            }
            return values;
        } else if (type == MarshallingType.MAP) {
            Map<String, Object> values = new LinkedHashMap<>();
            SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.put(text(), value(element, constraint, depth));
            }
            return values;
        } else if (type == MarshallingType.SDK_POJO) {
            return fill(field.constructor().get(), depth);
        }
        throw new AssertionError("no values for " + type.getTargetClass());
    }

    private Object value(MemberConstraint constraint, MarshallingType<?> type) {
        if (constraint instanceof MemberConstraint.OneOf oneOf) {
            return oneOf.values().get(random.nextInt(oneOf.values().size()));
        }
        if (constraint instanceof MemberConstraint.Range range) {
            long least = range.least().orElse(0L);
            long number = least + random.nextInt((int) (range.most().orElse(1000L) - least) + 1);
            return type == MarshallingType.DOUBLE
                    ? (Object) (double) number
                    : type == MarshallingType.LONG ? (Object) number : (Object) (int) number;
        }
        String text = text();
        return constraint.brokenBy(text).isEmpty() ? text : "arn:aws:iam::123456789012:role/r" + random.nextInt(1000);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(LETTERS.codePoints()
                    .skip(random.nextInt((int) LETTERS.codePoints().count()))
                    .findFirst()
                    .orElseThrow());
        }
        return text.toString();
    }
}
