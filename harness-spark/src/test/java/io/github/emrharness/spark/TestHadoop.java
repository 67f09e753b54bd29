package io.github.emrharness.spark;

import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.Isolation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the addresses of an HDFS and a YARN that are not there, and keeps what it is asked to end. */
record TestHadoop(List<String> ended) implements HadoopService {

    TestHadoop() {
        this(new ArrayList<>());
    }

    /** A harness with this Hadoop. */
    HarnessContext harness(Path root) {
        HarnessContext plain = withoutHadoop(root);
        return (HarnessContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HarnessContext.class},
                (proxy, method, args) ->
                        method.getName().equals("hadoop") ? Optional.of(this) : method.invoke(plain, args));
    }

    static HarnessContext withoutHadoop(Path root) {
        return new TestHarness(
                root,
                new MemoryStore(),
                Isolation.IN_PROCESS,
                EngineLogLevel.WARN,
                Map.of(CacheDirectory.SETTING, root.resolve("cache").toString()));
    }

    @Override
    public Map<String, String> hdfs(String clusterId) {
        return Map.of("fs.defaultFS", "hdfs://127.0.0.1:8020/" + clusterId);
    }

    @Override
    public Map<String, String> yarn(String clusterId) {
        return Map.of(
                "fs.defaultFS", "hdfs://127.0.0.1:8020/" + clusterId, "yarn.resourcemanager.address", "127.0.0.1:8032");
    }

    @Override
    public void endApplications(String clusterId, String tag, Duration atMost) {
        ended.add(clusterId + " " + tag + " " + atMost);
    }
}
