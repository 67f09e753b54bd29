package io.github.emrharness.spi;

/** Makes an engine for one harness; found with {@link java.util.ServiceLoader}. */
public interface EngineProvider {

    /** The name of the engine as EMR names the application, for example {@code Spark}. */
    String application();

    /** Makes the engine without starting anything: what costs time waits for {@link Engine#warmUp()} or the first step. */
    Engine create(HarnessContext context);
}
