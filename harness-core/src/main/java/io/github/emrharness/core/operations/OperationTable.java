package io.github.emrharness.core.operations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** The operations that the harness performs, by the type of their request, and how far it honours each. */
final class OperationTable {

    private final Map<Class<?>, Entry> entries = new LinkedHashMap<>();

    /** An operation that {@linkplain Support#REAL really} happens. */
    <T extends EmrRequest> void real(Class<T> type, Function<T, ? extends EmrResponse> operation) {
        add(type, Support.REAL, operation);
    }

    /** An operation whose effect in AWS is {@linkplain Support#SIMULATED played}. */
    <T extends EmrRequest> void simulated(Class<T> type, Function<T, ? extends EmrResponse> operation) {
        add(type, Support.SIMULATED, operation);
    }

    /** An operation that is known, and {@linkplain Support#REFUSED refused} with an error that says why. */
    <T extends EmrRequest> void refused(Class<T> type, Function<? super T, ? extends EmrResponse> operation) {
        add(type, Support.REFUSED, operation::apply);
    }

    private <T extends EmrRequest> void add(
            Class<T> type, Support support, Function<T, ? extends EmrResponse> operation) {
        Entry entry = new Entry(nameOf(type), support, request -> operation.apply(type.cast(request)));
        if (entries.putIfAbsent(type, entry) != null) {
            throw new IllegalStateException("Two families perform " + entry.name());
        }
    }

    @Nullable
    Entry find(Class<?> requestType) {
        return entries.get(requestType);
    }

    Map<Class<?>, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** The name that the API has for it; the SDK's classes spell some in another case. */
    static String nameOf(Class<?> requestType) {
        String name = requestType.getSimpleName();
        return name.substring(0, name.length() - "Request".length())
                .replace("AppUi", "AppUI")
                .replace("PresignedUrl", "PresignedURL");
    }

    /**
     * One operation.
     *
     * @param name as the API has it, such as {@code RunJobFlow}
     */
    record Entry(String name, Support support, Function<EmrRequest, EmrResponse> operation) {}
}
