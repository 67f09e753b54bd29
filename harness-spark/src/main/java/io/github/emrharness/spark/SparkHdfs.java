package io.github.emrharness.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cluster's HDFS, for the steps that name it and for clusters that declare Hadoop: others need not wait for its start. What a jar has in its classes is not
 * looked at.
 */
final class SparkHdfs {

    private static final String SCHEME = "hdfs:";
    private static final String HADOOP = "spark.hadoop.";

    /** Of this machine. */
    private static final Pattern SCRIPT = Pattern.compile("(?![A-Za-z][A-Za-z0-9+.-]+:)[^\0]+\\.(?:py|sql|scala)");

    private final HarnessContext harness;
    private final StepContext step;

    SparkHdfs(HarnessContext harness, StepContext step) {
        this.harness = harness;
        this.step = step;
    }

    /**
     * Adds what Spark needs to reach the HDFS, which becomes its default file system, if the step names it (on its command
     * line, in its properties, or in the text of a script), or if the cluster declares the application Hadoop.
     *
     * @throws IOException if the step names an HDFS, and there is none
     */
    SparkSubmitPlan reachedBy(SparkSubmitPlan plan) throws IOException {
        Optional<String> word = Stream.concat(plan.options().stream(), plan.application().stream())
                .filter(each -> each.contains(SCHEME))
                .findFirst();
        boolean named = word.isPresent()
                || plan.conf().values().stream().anyMatch(each -> each.contains(SCHEME))
                || isInText(plan.application())
                || declaresHadoop();
        if (!named) {
            return plan;
        }
        Optional<HadoopService> service = harness.hadoop();
        if (service.isEmpty()) {
            if (word.isPresent()) {
                throw new FileNotFoundException("There is no HDFS for " + word.get()
                        + ": the artefact io.github.emrharness:emr-harness-hadoop, which brings it, is not on the class "
                        + "path of the test.");
            }
            return plan;
        }
        Map<String, String> client = new TreeMap<>();
        service.get().hdfs(step.clusterId()).forEach((name, value) -> client.put(HADOOP + name, value));
        client.keySet().removeAll(plan.conf().keySet());
        return plan.with(client);
    }

    /** Then the HDFS starts with the cluster, and paths without a scheme lead there, as on EMR. */
    private boolean declaresHadoop() {
        return harness.cluster(step.clusterId())
                .map(cluster -> cluster.applications().contains("Hadoop"))
                .orElse(false);
    }

    private boolean isInText(List<String> application) throws IOException {
        for (String word : application) {
            if (SCRIPT.matcher(word).matches()) {
                Path file = step.workingDirectory().resolve(word);
                // The bytes of the scheme are the same in every encoding that Python reads by default.
                if (Files.isRegularFile(file)
                        && Files.readString(file, ISO_8859_1).contains(SCHEME)) {
                    return true;
                }
            }
        }
        return false;
    }
}
