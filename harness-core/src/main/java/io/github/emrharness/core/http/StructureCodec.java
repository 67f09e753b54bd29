package io.github.emrharness.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** A structure of the model, by the SDK's own table of its fields. Members that the table does not know are skipped. */
final class StructureCodec implements ValueCodec {

    private final Supplier<? extends SdkPojo> newBuilder;
    private final Member[] members;
    private final Map<String, Member> byName;

    /**
     * Makes the codec of a structure.
     *
     * @param name the simple name of the SDK's class of it
     * @param required the wire names of the members that a request must have
     */
    StructureCodec(String name, Supplier<? extends SdkPojo> newBuilder, Structures structures, List<String> required) {
        this.newBuilder = newBuilder;
        List<Member> found = new ArrayList<>();
        for (SdkField<?> field : newBuilder.get().sdkFields()) {
            found.add(new Member(
                    field.locationName(),
                    field,
                    structures.lazyCodec(name, field),
                    required.contains(field.locationName())));
        }
        this.members = found.toArray(new Member[0]);
        this.byName = new HashMap<>();
        found.forEach(member -> byName.put(member.name, member));
    }

    @Override
    public Object read(JsonInput in) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            throw in.wrongType("a structure");
        }
        SdkPojo builder = newBuilder.get();
        while (in.next() != JsonToken.END_OBJECT) {
            Member member = byName.get(in.parser().getCurrentName());
            JsonToken value = in.next();
            if (member == null) {
                in.unknownMember();
                in.parser().skipChildren();
            } else {
                member.field.set(
                        builder,
                        value == JsonToken.VALUE_NULL
                                ? null
                                : member.codec.get().read(in));
            }
        }
        Object built = ((Buildable) builder).build();
        for (Member member : members) {
            if (member.required && member.valueIn(built) == null) {
                in.missingMember(member.name);
            }
        }
        return built;
    }

    @Override
    public void write(Object pojo, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Member member : members) {
            Object value = member.valueIn(pojo);
            if (value != null) {
                out.writeFieldName(member.name);
                member.codec.get().write(value, out);
            }
        }
        out.writeEndObject();
    }

    boolean hasMembers() {
        return members.length > 0;
    }

    private record Member(String name, SdkField<?> field, Supplier<ValueCodec> codec, boolean required) {

        /** The value that was set, which may be an empty list; null if none was. */
        @Nullable
        Object valueIn(Object pojo) {
            Object value = field.getValueOrDefault(pojo);
            return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
        }
    }
}
