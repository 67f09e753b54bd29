package io.github.emrharness.junit5;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Emr;
import io.github.emrharness.core.model.ClusterSnapshot;
import io.github.emrharness.core.model.StepSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the failure of a test explain itself, and keeps what tells more. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final String DIRECTORY = "emr";

    private Failures() {}

    /** Adds a report to the failure, suppressed, unless its message tells it already; returns the failure. */
    static Throwable explain(ExtensionContext context, Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return failure;
        }
        Scopes.classScope(context).ifPresent(scope -> {
            try {
                List<String> report = report(context, scope, String.valueOf(failure.getMessage()));
                if (scope.config().keepArtifacts() != KeepArtifacts.NEVER) {
                    keep(context, scope)
                            .ifPresent(kept -> report.add("Logs of the steps and objects of the bucket: " + kept));
                }
                if (!report.isEmpty()) {
                    failure.addSuppressed(new EmrDiagnostics(String.join(System.lineSeparator(), report)));
                }
            } catch (RuntimeException e) {
                log.warn("The report about a failed test cannot be made.", e);
            }
        });
        return failure;
    }

    /** Keeps the artefacts of a test that may have passed, if it is asked for. */
    static void keepAlways(ExtensionContext context) {
        Scopes.classScope(context)
                .filter(scope -> scope.config().keepArtifacts() == KeepArtifacts.ALWAYS)
                .ifPresent(scope -> keep(context, scope));
    }

    private static List<String> report(ExtensionContext context, ClassScope scope, String message) {
        List<String> report = new ArrayList<>();
        emr(context, scope)
                .filter(emr -> !tells(message, emr.cluster().snapshot()))
                .ifPresent(emr -> report.add(emr.describe()));
        scope.shared().clustersSince(scope.mark()).stream()
                .filter(cluster -> !tells(message, cluster.snapshot()))
                .map(ClusterHandle::describe)
                .forEach(report::add);
        return report;
    }

    private static boolean tells(String message, ClusterSnapshot cluster) {
        return cluster.steps().stream().map(StepSnapshot::stepId).anyMatch(message::contains);
    }

    private static Optional<Path> keep(ExtensionContext context, ClassScope scope) {
        Optional<Emr> emr = emr(context, scope);
        if (emr.isEmpty() || !Scopes.firstTime(context, DIRECTORY)) {
            return Optional.empty();
        }
        AtomicReference<Path> kept = new AtomicReference<>();
        try {
            context.publishDirectory(DIRECTORY, directory -> {
                kept.set(directory);
                Artifacts.copy(emr.get(), directory);
            });
        } catch (RuntimeException e) {
            log.warn("The logs and objects of a test cannot all be kept.", e);
        }
        return Optional.ofNullable(kept.get());
    }

    private static Optional<Emr> emr(ExtensionContext context, ClassScope scope) {
        return scope.config().sharing() == Sharing.PER_METHOD
                ? Scopes.methodEmrIfStarted(context)
                : scope.emrIfStarted();
    }
}
