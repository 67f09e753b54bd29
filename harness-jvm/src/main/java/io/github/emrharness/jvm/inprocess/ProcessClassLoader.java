package io.github.emrharness.jvm.inprocess;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the class path of a process, above it the platform loader and nothing of this JVM's class path. Resources,
 * manifests, sealing, signers and multi-release jars are as {@link URLClassLoader} has them; the rewriting is done by the
 * {@link EngineTransformer}.
 */
final class ProcessClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Engine engine;

    /** Without a name: stack traces would show it at every frame. */
    ProcessClassLoader(URL[] classPath, Engine engine) {
        super(classPath, ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    @Override
    public String toString() {
        return "loader of " + engine.name();
    }
}
