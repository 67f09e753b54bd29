package io.github.emrharness.jvm.inprocess;

import java.lang.instrument.ClassFileTransformer;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites every class that a loader of an engine defines: the engine's own loader, those below it, and those that its
 * threads make with another parent (Hive isolates its clients so).
 */
final class EngineTransformer implements ClassFileTransformer {

    private static final Logger LOG = LoggerFactory.getLogger(EngineTransformer.class);

    /** Engines are found through this launcher's transformer only, so that two launchers do not rewrite twice. */
    private final Object owner;

    private final Map<ClassLoader, WeakReference<@Nullable Engine>> owners = new WeakHashMap<>();

    EngineTransformer(Object owner) {
        this.owner = owner;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || redefined != null || Redirections.isFacade(className)) {
            return null;
        }
        Engine engine = engineOf(loader);
        if (engine == null) {
            return null;
        }
        try {
            byte[] rewritten = ClassRewriter.rewrite(classFile);
            if (rewritten != null) {
                engine.defineFacade(loader);
            }
            return rewritten;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} of {} runs as it is, with this JVM's System: it cannot be rewritten", className, loader, e);
            return null;
        }
    }

    private @Nullable Engine engineOf(ClassLoader loader) {
        if (loader instanceof ProcessClassLoader top) {
            return mine(top.engine());
        }
        synchronized (owners) {
            WeakReference<@Nullable Engine> known = owners.get(loader);
            if (known != null) {
                return known.get();
            }
        }
        Engine engine = find(loader);
        synchronized (owners) {
            owners.put(loader, new WeakReference<>(engine));
        }
        // Others (of generated classes, mostly) are many, short-lived and in no need of open modules.
        if (engine != null && loader instanceof URLClassLoader) {
            engine.adopt(loader);
        }
        return engine;
    }

    private @Nullable Engine find(ClassLoader loader) {
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof ProcessClassLoader top) {
                return mine(top.engine());
            }
            if (each == ClassLoader.getSystemClassLoader() || each == EngineTransformer.class.getClassLoader()) {
                return null;
            }
        }
        if (loader == ClassLoader.getPlatformClassLoader()) {
            return null;
        }
        Engine ofThread = EngineThreadGroup.engineOfCurrentThread();
        return ofThread == null ? null : mine(ofThread);
    }

    private @Nullable Engine mine(Engine engine) {
        return engine.owner() == owner ? engine : null;
    }
}
