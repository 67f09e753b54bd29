package io.github.emrharness.core.http;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** The operations that the AWS SDK knows, read off {@link EmrClient}. */
final class EmrOperations {

    private final Map<String, Class<? extends EmrRequest>> requestTypes = new HashMap<>();
    private final Map<String, EmrOperation> operations = new ConcurrentHashMap<>();

    EmrOperations() {
        for (Method method : EmrClient.class.getMethods()) {
            if (method.getParameterCount() == 1
                    && EmrResponse.class.isAssignableFrom(method.getReturnType())
                    && EmrRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
                String name = method.getName();
                requestTypes.put(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        method.getParameterTypes()[0].asSubclass(EmrRequest.class));
            }
        }
    }

    Collection<String> names() {
        return requestTypes.keySet();
    }

    @Nullable
    EmrOperation find(String name) {
        EmrOperation known = operations.get(name);
        if (known != null) {
            return known;
        }
        Class<? extends EmrRequest> type = requestTypes.get(name);
        return type == null
                ? null
                : operations.computeIfAbsent(
                        name, key -> new EmrOperation(key, ((EmrRequest.Builder) SdkBuilders.of(type)).build()));
    }
}
