package io.github.emrharness.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One harness for all classes of this room, given to whoever declares a parameter of type {@link Endpoint}. */
final class SharedHarness implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Endpoint.class;
    }

    @Override
    public Endpoint resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedHarness.class))
                .getOrComputeIfAbsent(StandAloneHarness.class, key -> start(), StandAloneHarness.class)
                .endpoint();
    }

    private static StandAloneHarness start() {
        try {
            return StandAloneHarness.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
