package io.github.emrharness.core.http;

import io.github.emrharness.core.operations.EmrService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/** Answers each type of request as the test says. */
final class ScriptedService implements EmrService {

    private final Map<Class<?>, Function<EmrRequest, EmrResponse>> answers = new ConcurrentHashMap<>();

    <T extends EmrRequest> ScriptedService on(Class<T> type, Function<T, EmrResponse> answer) {
        answers.put(type, request -> answer.apply(type.cast(request)));
        return this;
    }

    @Override
    public EmrResponse execute(EmrRequest request) {
        Function<EmrRequest, EmrResponse> answer = answers.get(request.getClass());
        if (answer == null) {
            throw new IllegalStateException("No answer is scripted for " + request);
        }
        return answer.apply(request);
    }
}
