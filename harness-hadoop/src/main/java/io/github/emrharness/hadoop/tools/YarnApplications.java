package io.github.emrharness.hadoop.tools;

import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.ApplicationClientProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.protocolrecords.KillApplicationRequest;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.LogAggregationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What the harness asks about the applications of a resource manager. */
final class YarnApplications {

    private static final Duration AGGREGATION = Duration.ofSeconds(15);

    private static final Set<YarnApplicationState> FINAL =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

    private static final Set<LogAggregationStatus> AGGREGATED = EnumSet.of(
            LogAggregationStatus.DISABLED,
            LogAggregationStatus.SUCCEEDED,
            LogAggregationStatus.FAILED,
            LogAggregationStatus.TIME_OUT);

    private final ApplicationClientProtocol resourceManager;
    private final YarnLogs logs;

    /**
     * @param directory has a directory for each node
     */
    YarnApplications(ApplicationClientProtocol resourceManager, Configuration configuration, Path directory) {
        this.resourceManager = resourceManager;
        logs = new YarnLogs(configuration, directory);
    }

    /** Writes all, in the order of their submission. */
    void list(DataOutputStream out) throws IOException {
        List<ApplicationReport> all = all();
        out.writeInt(all.size());
        for (ApplicationReport each : all) {
            write(each, out);
        }
    }

    /** Waits until it has ended, or for that time, and writes it as it is then. */
    void await(String id, Duration atMost, DataOutputStream out) throws IOException {
        if (!hasEnded(find(id))) {
            Condition.holdsWithin("the application " + id + " ends", atMost, () -> hasEnded(find(id)));
        }
        write(find(id), out);
    }

    void collectLogs(String id, Path target) throws IOException {
        ApplicationReport application = find(id);
        ApplicationId applicationId = application.getApplicationId();
        if (hasEnded(application)) {
            // After a node was killed its part never comes; its files are where it had them.
            Condition.holdsWithin("the logs of " + id + " are in HDFS", AGGREGATION, () -> {
                // The resource manager learns it late; a node manager deletes its own files once they are there.
                return !logs.hasLocal(applicationId) || AGGREGATED.contains(find(id).getLogAggregationStatus());
            });
        }
        logs.collect(applicationId, application.getUser(), target);
    }

    /** Waits until those with the tag have ended, and kills those that have not in that time. */
    void end(String tag, Duration atMost) throws IOException {
        // YARN keeps tags so.
        String kept = tag.toLowerCase(Locale.ROOT);
        for (ApplicationReport application : all()) {
            ApplicationId id = application.getApplicationId();
            if (application.getApplicationTags().contains(kept)
                    && !Condition.holdsWithin(id + " ends", atMost, () -> hasEnded(find(id.toString())))) {
                kill(id);
            }
        }
    }

    private void kill(ApplicationId application) throws IOException {
        KillApplicationRequest request = KillApplicationRequest.newInstance(application);
        request.setDiagnostics("The step was cancelled.");
        Condition.await("the application " + application + " is killed", () -> {
            try {
                return resourceManager.forceKillApplication(request).getIsKillCompleted();
            } catch (YarnException e) {
                throw new IOException(e);
            }
        });
    }

    private static boolean hasEnded(ApplicationReport application) {
        return FINAL.contains(application.getYarnApplicationState());
    }

    private ApplicationReport find(String id) throws IOException {
        return all().stream()
                .filter(each -> each.getApplicationId().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new FileNotFoundException("YARN knows no application " + id + "."));
    }

    private List<ApplicationReport> all() throws IOException {
        try {
            return resourceManager.getApplications(GetApplicationsRequest.newInstance()).getApplicationList().stream()
                    .sorted(Comparator.comparing(ApplicationReport::getApplicationId))
                    .toList();
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }

    private static void write(ApplicationReport application, DataOutputStream out) throws IOException {
        Wire.writeText(out, application.getApplicationId().toString());
        Wire.writeText(out, application.getName());
        Wire.writeText(out, application.getApplicationType());
        Wire.writeText(out, application.getUser());
        Wire.writeText(out, application.getQueue());
        Wire.writeText(out, application.getYarnApplicationState().name());
        Wire.writeText(out, application.getFinalApplicationStatus().name());
        String diagnostics = application.getDiagnostics();
        Wire.writeText(out, diagnostics == null ? "" : diagnostics);
        out.writeLong(application.getStartTime());
        out.writeLong(application.getFinishTime());
    }
}
