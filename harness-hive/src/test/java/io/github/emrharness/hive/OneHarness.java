package io.github.emrharness.hive;

import io.github.emrharness.EmrHarness;
import io.github.emrharness.EmrHarnessConfig;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes the same harness: a Hive that is warm saves each of them many seconds. */
final class OneHarness implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmrHarness.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OneHarness.class))
                .getOrComputeIfAbsent("harness", key -> new Started(), Started.class)
                .harness;
    }

    /** Closed by JUnit when all tests are over. */
    private static final class Started implements AutoCloseable {

        private final EmrHarness harness = EmrHarness.start(EmrHarnessConfig.defaults());

        @Override
        public void close() {
            harness.close();
        }
    }
}
