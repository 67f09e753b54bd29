package io.github.emrharness.hadoop.tools;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.hadoop.metrics2.MetricsSystem;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.util.ExitUtil;

/**
 * The HDFS and YARN of all clusters. Prints the port at which it takes requests, and ends at the end of its input. The
 * variable {@code EMR_HARNESS_SECRET} is what a request must begin with.
 */
public final class DaemonsMain {

    private DaemonsMain() {}

    public static void main(String[] args) throws IOException {
        // Whatever else prints must not come before the answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        MetricsSystem unused = DefaultMetricsSystem.setInstance(new NoMetrics());
        // Else a second name node may not register its beans.
        DefaultMetricsSystem.setMiniClusterMode(true);
        DaemonLogAppender.install();
        Clusters clusters = new Clusters();
        // One cluster in trouble must not end the others.
        ExitUtil.disableSystemExit();
        RequestServer server = RequestServer.start(String.valueOf(System.getenv("EMR_HARNESS_SECRET")), clusters);
        answers.println(server.port());
        int ended = System.in.read();
        server.close();
        clusters.close();
        System.exit(ended < 0 ? 0 : 1);
    }
}
