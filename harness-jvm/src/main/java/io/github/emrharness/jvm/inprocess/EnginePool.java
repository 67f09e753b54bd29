package io.github.emrharness.jvm.inprocess;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines of a launcher: each is with one process, or idle, or being warmed. */
final class EnginePool {

    private static final Logger LOG = LoggerFactory.getLogger(EnginePool.class);

    private final Function<ClassPathKey, Engine> factory;
    private final EngineDisposal disposal;
    private final int maxIdle;
    private final Deque<Engine> idle = new ArrayDeque<>();
    private final Map<ClassPathKey, Deque<CompletableFuture<Engine>>> warming = new HashMap<>();
    private final Set<Engine> leased = new HashSet<>();
    private boolean closed;

    EnginePool(Function<ClassPathKey, Engine> factory, EngineDisposal disposal, int maxIdle) {
        this.factory = factory;
        this.disposal = disposal;
        this.maxIdle = maxIdle;
    }

    /** An idle engine, or one that is being warmed and has no taker yet, or a new one. */
    CompletableFuture<Engine> lease(List<Path> classPath) {
        ClassPathKey key = ClassPathKey.of(classPath);
        synchronized (this) {
            Engine found = takeIdle(key);
            if (found != null) {
                return CompletableFuture.completedFuture(found);
            }
            Deque<CompletableFuture<Engine>> pending = warming.get(key);
            CompletableFuture<Engine> next = pending == null ? null : pending.pollFirst();
            if (next != null) {
                return next;
            }
        }
        return CompletableFuture.completedFuture(create(key));
    }

    private @org.jspecify.annotations.Nullable Engine takeIdle(ClassPathKey key) {
        for (Engine engine : idle) {
            if (engine.key().equals(key)) {
                idle.remove(engine);
                leased.add(engine);
                return engine;
            }
        }
        return null;
    }

    private Engine create(ClassPathKey key) {
        Engine engine = factory.apply(key);
        synchronized (this) {
            leased.add(engine);
        }
        LOG.debug("New engine {} for {} entries", engine.name(), key.entries().size());
        return engine;
    }

    void giveBack(Engine engine) {
        List<Engine> superfluous = new ArrayList<>();
        synchronized (this) {
            leased.remove(engine);
            idle.addFirst(engine);
            while (idle.size() > (closed ? 0 : maxIdle)) {
                superfluous.add(idle.removeLast());
            }
        }
        superfluous.forEach(each -> disposal.dispose(each, true));
    }

    void discard(Engine engine, Ending ending) {
        synchronized (this) {
            leased.remove(engine);
        }
        LOG.debug("Engine {} is discarded", engine.name());
        disposal.dispose(engine, ending != Ending.KILLED);
    }

    /** Discards the idle ones, and from now on those that are given back. */
    void close() {
        List<Engine> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> disposal.dispose(each, true));
    }
}
