package io.github.emrharness.hadoop;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.ApplicationConstants;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * A client of YARN. Its application master is a line of the shell, which YARN takes for a failure when it ends: a real one
 * would have said goodbye.
 */
public final class YarnProbe {

    private YarnProbe() {}

    public static void main(String[] args) throws Exception {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(new YarnConfiguration());
            yarn.start();
            YarnClientApplication created = yarn.createApplication();
            ApplicationSubmissionContext application = created.getApplicationSubmissionContext();
            application.setApplicationName("probe");
            application.setApplicationType("PROBE");
            application.setMaxAppAttempts(1);
            application.setResource(Resource.newInstance(64, 1));
            String to = " 1>" + ApplicationConstants.LOG_DIR_EXPANSION_VAR;
            application.setAMContainerSpec(ContainerLaunchContext.newInstance(
                    Map.of(),
                    Map.of(),
                    List.of("echo hello" + to + "/stdout; echo trouble" + to + "/stderr; exit 7"),
                    Map.of(),
                    null,
                    Map.of()));
            yarn.submitApplication(application);
            EnumSet<YarnApplicationState> ends =
                    EnumSet.of(YarnApplicationState.FAILED, YarnApplicationState.FINISHED, YarnApplicationState.KILLED);
            while (!ends.contains(
                    yarn.getApplicationReport(application.getApplicationId()).getYarnApplicationState())) {
                Thread.onSpinWait();
            }
            System.out.println(application.getApplicationId());
        }
    }
}
