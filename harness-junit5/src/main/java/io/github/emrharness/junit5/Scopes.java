package io.github.emrharness.junit5;

import io.github.emrharness.Emr;
import io.github.emrharness.EmrHarnessConfig;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Keeps everything in JUnit's stores, which close it: harnesses for the session, the rest for classes and tests. */
final class Scopes {

    private static final Namespace NAMESPACE = Namespace.create(EmrExtension.class);

    private Scopes() {}

    /** The harness with these settings, one for all test classes of the JVM. */
    static SharedHarness harness(ExtensionContext context, EmrHarnessConfig config) {
        return get(session(context), config, Started.class, () -> Started.of(config))
                .harness();
    }

    /** The owner of the system properties of the AWS SDK. */
    static SdkSettings sdkSettings(ExtensionContext context) {
        return get(session(context), SdkSettings.class, SdkSettings.class, SdkSettings::new);
    }

    /** The scope of the test class, or of the one around it. */
    static Optional<ClassScope> classScope(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(ClassScope.class, ClassScope.class));
    }

    /** Hands the scope to the store of this context, which will close it. */
    static void keep(ExtensionContext context, ClassScope scope) {
        context.getStore(NAMESPACE).put(ClassScope.class, scope);
    }

    /** The cluster of one test, started when it is first asked for. */
    static Emr methodEmr(ExtensionContext context, Supplier<Emr> maker) {
        return get(context.getStore(NAMESPACE), Emr.class, Emr.class, maker);
    }

    /** The cluster of one test if it was asked for already. */
    static Optional<Emr> methodEmrIfStarted(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Emr.class, Emr.class));
    }

    /** Tells true once, and false from then on, for the context. */
    static boolean firstTime(ExtensionContext context, String what) {
        Store store = context.getStore(NAMESPACE);
        String key = context.getUniqueId() + "/" + what;
        boolean first = store.get(key) == null;
        store.put(key, true);
        return first;
    }

    private static Store session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    // JUnit 6 has another method for this, but JUnit 5 does not.
    @SuppressWarnings("deprecation")
    private static <T> T get(Store store, Object key, Class<T> type, Supplier<T> maker) {
        return Objects.requireNonNull(store.getOrComputeIfAbsent(key, unused -> maker.get(), type));
    }

    /** A harness, or why there is none: a start that failed once is not tried again for every class. */
    private record Started(Optional<SharedHarness> shared, Optional<Throwable> failure) implements AutoCloseable {

        static Started of(EmrHarnessConfig config) {
            try {
                return new Started(Optional.of(SharedHarness.start(config)), Optional.empty());
            } catch (RuntimeException | Error e) {
                return new Started(Optional.empty(), Optional.of(e));
            }
        }

        SharedHarness harness() {
            return shared.orElseThrow(() -> new ExtensionConfigurationException(
                    "EMR Harness did not start in this JVM: "
                            + failure.map(Throwable::getMessage).orElse("unknown"),
                    failure.orElse(null)));
        }

        @Override
        public void close() {
            shared.ifPresent(SharedHarness::close);
        }
    }
}
