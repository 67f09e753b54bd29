package io.github.emrharness.hadoop.tools;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** Kills the applications of YARN that have a tag, which is the argument. */
public final class KillApplicationsMain {

    private static final Set<YarnApplicationState> OVER =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

    private KillApplicationsMain() {}

    public static void main(String[] args) throws Exception {
        ClientProcess.begin(List.of());
        // YARN keeps them so.
        String tag = args[0].toLowerCase(Locale.ROOT);
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(new YarnConfiguration());
            yarn.start();
            for (ApplicationReport application : yarn.getApplications()) {
                if (application.getApplicationTags().contains(tag)
                        && !OVER.contains(application.getYarnApplicationState())) {
                    yarn.killApplication(application.getApplicationId(), "The step was cancelled.");
                }
            }
        }
    }
}
