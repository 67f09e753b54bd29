package io.github.emrharness.core.api;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;

/**
 * Makes the tables of fields that the SDK's own structures have generated.
 *
 * @param <S> the structure
 * @param <B> what is filled when it is read; a structure that is only written has nothing of the kind
 */
final class Fields<S, B> {

    private final Class<S> structure;
    private final Class<B> builder;

    private Fields(Class<S> structure, Class<B> builder) {
        this.structure = structure;
        this.builder = builder;
    }

    /** For a structure that is read and written. */
    static <S, B> Fields<S, B> of(Class<S> structure, Class<B> builder) {
        return new Fields<>(structure, builder);
    }

    /** For a structure that is only written. */
    static <S> Fields<S, S> of(Class<S> structure) {
        return new Fields<>(structure, structure);
    }

    SdkField<String> string(String name, Getter<S, String> getter) {
        return this.<String>field(MarshallingType.STRING, name, getter).build();
    }

    SdkField<String> string(String name, Getter<S, String> getter, BiConsumer<B, String> setter) {
        return this.<String>field(MarshallingType.STRING, name, getter)
                .setter(setter(setter))
                .build();
    }

    SdkField<Boolean> bool(String name, Getter<S, Boolean> getter) {
        return this.<Boolean>field(MarshallingType.BOOLEAN, name, getter).build();
    }

    SdkField<Integer> integer(String name, Getter<S, Integer> getter) {
        return this.<Integer>field(MarshallingType.INTEGER, name, getter).build();
    }

    SdkField<Instant> timestamp(String name, Getter<S, Instant> getter) {
        return this.<Instant>field(MarshallingType.INSTANT, name, getter).build();
    }

    SdkField<Instant> timestamp(String name, Getter<S, Instant> getter, BiConsumer<B, Instant> setter) {
        return this.<Instant>field(MarshallingType.INSTANT, name, getter)
                .setter(setter(setter))
                .build();
    }

    SdkField<List<String>> strings(String name, Getter<S, List<String>> getter) {
        return this.<List<String>>field(MarshallingType.LIST, name, getter)
                .traits(location(name), listOf(MarshallingType.STRING, null))
                .build();
    }

    SdkField<List<String>> strings(String name, Getter<S, List<String>> getter, BiConsumer<B, List<String>> setter) {
        return this.<List<String>>field(MarshallingType.LIST, name, getter)
                .setter(setter(setter))
                .traits(location(name), listOf(MarshallingType.STRING, null))
                .build();
    }

    /**
     * A structure.
     *
     * @param empty gives one without values, or the SDK's builder of it
     */
    <T extends SdkPojo> SdkField<T> structure(String name, Getter<S, T> getter, Supplier<SdkPojo> empty) {
        return this.<T>field(MarshallingType.SDK_POJO, name, getter)
                .constructor(empty)
                .build();
    }

    /**
     * A list of structures.
     *
     * @param empty gives one without values, or the SDK's builder of it
     */
    <T extends SdkPojo> SdkField<List<T>> structures(String name, Getter<S, List<T>> getter, Supplier<SdkPojo> empty) {
        return this.<List<T>>field(MarshallingType.LIST, name, getter)
                .traits(location(name), listOf(MarshallingType.SDK_POJO, empty))
                .build();
    }

    private <T> SdkField.Builder<T> field(MarshallingType<? super T> type, String name, Getter<S, T> getter) {
        return SdkField.<T>builder(type)
                .memberName(name)
                .getter(pojo -> getter.valueIn(structure.cast(pojo)))
                .traits(location(name));
    }

    private <T> BiConsumer<Object, T> setter(BiConsumer<B, T> setter) {
        return (target, value) -> setter.accept(builder.cast(target), value);
    }

    private static LocationTrait location(String name) {
        return LocationTrait.builder()
                .location(MarshallLocation.PAYLOAD)
                .locationName(name)
                .build();
    }

    private static ListTrait listOf(MarshallingType<?> type, @Nullable Supplier<SdkPojo> empty) {
        return ListTrait.builder()
                .memberFieldInfo(SdkField.builder(type)
                        .constructor(empty)
                        .traits(location("member"))
                        .build())
                .build();
    }

    /** Reads a member. */
    interface Getter<S, T> {

        @Nullable
        T valueIn(S structure);
    }
}
