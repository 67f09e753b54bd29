package io.github.emrharness.s3;

import io.github.emrharness.jvm.cache.CacheDirectory;
import io.github.emrharness.jvm.cache.FileTree;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.ObjectStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens Adobe S3Mock as the object store of a harness. Three settings are known:
 *
 * <ul>
 *   <li>{@code emr.harness.s3.mode}: {@code in-process} (default) runs it in this JVM behind a class loader of its own,
 *       {@code process} in a child JVM that dies with this one;
 *   <li>{@code emr.harness.s3.port}: where it listens on 127.0.0.1; {@code 0} (default) takes a free port;
 *   <li>{@code emr.harness.cache.directory}: where S3Mock's libraries are unpacked, once per user (default: the operating
 *       system's place for caches).
 * </ul>
 *
 * <p>Where the harness has a data directory, the buckets are kept there and are found again by the next harness that has
 * it. Uploads in parts that were not completed are not.
 */
public final class S3MockProvider implements ObjectStoreProvider {

    private static final Logger LOG = LoggerFactory.getLogger(S3MockProvider.class);

    @Override
    public ObjectStore open(HarnessContext context) throws IOException {
        ServerMode mode = ServerMode.of(context.settings());
        Path home = context.directory("s3");
        Path libraries = unpackLibraries(context.settings(), home);
        int port = ServerSpec.port(context.settings());
        Path work = Files.createTempDirectory(home, "store-");
        Path objects = context.dataDirectory("s3").orElseGet(() -> work.resolve("objects"));
        long start = System.nanoTime();
        try {
            Server server = mode.start(new ServerSpec(libraries, work, objects, port, context.region()));
            LOG.debug("S3Mock listens on port {} after {} ms", server.port(), (System.nanoTime() - start) / 1_000_000);
            return new S3ObjectStore(server, work, context.region());
        } catch (IOException | RuntimeException e) {
            FileTree.delete(work);
            throw e;
        }
    }

    private static Path unpackLibraries(Map<String, String> settings, Path fallback) throws IOException {
        Path executableJar = S3MockLibraries.executableJar();
        Path cache = CacheDirectory.find(settings);
        try {
            return S3MockLibraries.unpack(executableJar, cache);
        } catch (IOException e) {
            LOG.debug("Cannot use the cache directory {}", cache, e);
            return S3MockLibraries.unpack(executableJar, fallback);
        }
    }
}
