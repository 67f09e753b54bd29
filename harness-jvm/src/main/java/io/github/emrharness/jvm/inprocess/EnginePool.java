package io.github.emrharness.jvm.inprocess;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines of a launcher: each is with one process, or idle, or being warmed. */
final class EnginePool {

    private static final Logger LOG = LoggerFactory.getLogger(EnginePool.class);

    private final Function<ClassPathKey, Engine> factory;
    private final EngineDisposal disposal;
    private final int maxIdle;
    private final Deque<Engine> idle = new ArrayDeque<>();
    private final Map<ClassPathKey, Deque<Announcement>> warming = new HashMap<>();
    private final Set<Engine> leased = new HashSet<>();
    private boolean closed;

    EnginePool(Function<ClassPathKey, Engine> factory, EngineDisposal disposal, int maxIdle) {
        this.factory = factory;
        this.disposal = disposal;
        this.maxIdle = maxIdle;
    }

    /** An idle engine, or one that is being warmed and has no taker yet, or a new one. */
    CompletableFuture<Engine> lease(ClassPathKey key) {
        Announcement announced;
        synchronized (this) {
            Engine found = takeIdle(key);
            if (found != null) {
                return CompletableFuture.completedFuture(found);
            }
            Deque<Announcement> pending = warming.get(key);
            announced = pending == null ? null : pending.pollFirst();
        }
        if (announced == null) {
            return CompletableFuture.completedFuture(create(key));
        }
        announced.wanted().run();
        return announced.ready();
    }

    /**
     * An engine that is being prepared.
     *
     * @param wanted told when a process waits for it
     */
    record Announcement(CompletableFuture<Engine> ready, Runnable wanted) {}

    /** Announces an engine that is being prepared: one process may lease it meanwhile, and then waits for it. */
    synchronized Announcement announce(ClassPathKey key, Runnable wanted) {
        Announcement announced = new Announcement(new CompletableFuture<>(), wanted);
        warming.computeIfAbsent(key, any -> new ArrayDeque<>()).addLast(announced);
        return announced;
    }

    /** Hands an announced engine to the process that waits for it, or puts it with the idle ones. */
    void ready(Announcement announced, Engine engine) {
        boolean nobodyWaits = withdraw(engine.key(), announced);
        announced.ready().complete(engine);
        if (nobodyWaits) {
            giveBack(engine);
        }
    }

    /** Tells the process that waits, if any, that the announced engine will not come. */
    void failed(ClassPathKey key, Announcement announced, Throwable reason) {
        withdraw(key, announced);
        announced.ready().completeExceptionally(reason);
    }

    /** False if a process has leased it already. */
    private synchronized boolean withdraw(ClassPathKey key, Announcement announced) {
        Deque<Announcement> pending = warming.get(key);
        boolean wasThere = pending != null && pending.remove(announced);
        if (pending != null && pending.isEmpty()) {
            warming.remove(key);
        }
        return wasThere;
    }

    /** Whether a process for that class path would find an engine that is made already. */
    synchronized boolean hasSpare(ClassPathKey key) {
        return warming.containsKey(key)
                || idle.stream().anyMatch(engine -> engine.key().equals(key));
    }

    private @Nullable Engine takeIdle(ClassPathKey key) {
        for (Engine engine : idle) {
            if (engine.key().equals(key)) {
                idle.remove(engine);
                leased.add(engine);
                return engine;
            }
        }
        return null;
    }

    Engine create(ClassPathKey key) {
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
