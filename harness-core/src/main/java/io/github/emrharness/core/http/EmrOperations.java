package io.github.emrharness.core.http;

import io.github.emrharness.core.api.DescribeJobFlowsRequest;
import io.github.emrharness.core.api.GetSessionEndpointRequest;
import io.github.emrharness.core.api.GetSessionRequest;
import io.github.emrharness.core.api.ListSessionsRequest;
import io.github.emrharness.core.api.StartSessionRequest;
import io.github.emrharness.core.api.TerminateSessionRequest;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** The operations that the AWS SDK knows, read off {@link EmrClient}, and those that EMR has besides. */
final class EmrOperations {

    private final Map<String, Supplier<EmrRequest>> emptyRequests = new HashMap<>();
    private final Map<String, EmrOperation> operations = new ConcurrentHashMap<>();

    EmrOperations() {
        for (Method method : EmrClient.class.getMethods()) {
            if (method.getParameterCount() == 1
                    && EmrResponse.class.isAssignableFrom(method.getReturnType())
                    && EmrRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
                String name = method.getName();
                Class<?> type = method.getParameterTypes()[0];
                emptyRequests.put(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        () -> ((EmrRequest.Builder) SdkBuilders.of(type)).build());
            }
        }
        // Also where the SDK has a class of its own: the service knows these.
        emptyRequests.put(
                "DescribeJobFlows", () -> DescribeJobFlowsRequest.builder().build());
        emptyRequests.put("StartSession", () -> new StartSessionRequest(null));
        emptyRequests.put("GetSession", () -> new GetSessionRequest(null));
        emptyRequests.put("GetSessionEndpoint", () -> new GetSessionEndpointRequest(null));
        emptyRequests.put("ListSessions", () -> new ListSessionsRequest(null));
        emptyRequests.put("TerminateSession", () -> new TerminateSessionRequest(null));
    }

    Collection<String> names() {
        return emptyRequests.keySet();
    }

    @Nullable
    EmrOperation find(String name) {
        EmrOperation known = operations.get(name);
        if (known != null) {
            return known;
        }
        Supplier<EmrRequest> emptyRequest = emptyRequests.get(name);
        return emptyRequest == null
                ? null
                : operations.computeIfAbsent(name, key -> new EmrOperation(key, emptyRequest.get()));
    }
}
