package io.github.emrharness.core.steps;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where logs go in the object store: LogUri, or a directory below it such as {@code <LogUri>/<cluster>/steps/<step>/}.
 *
 * @param prefix ends with a slash
 */
public record LogDestination(String bucket, String prefix) {

    private static final Pattern S3_URI = Pattern.compile("s3[na]?://([^/]+)(?:/(.*))?");

    /** Understands an address of a LogUri; empty if it is none of S3. */
    public static Optional<LogDestination> parse(String logUri) {
        Matcher uri = S3_URI.matcher(logUri);
        if (!uri.matches()) {
            return Optional.empty();
        }
        String path = uri.group(2) == null ? "" : uri.group(2);
        return Optional.of(new LogDestination(uri.group(1), path.isEmpty() || path.endsWith("/") ? path : path + "/"));
    }

    /**
     * Where the logs of a bootstrap action go.
     *
     * @param number 1 for the first one
     */
    public LogDestination ofBootstrapAction(String clusterId, String instanceId, int number) {
        return new LogDestination(
                bucket, prefix + clusterId + "/node/" + instanceId + "/bootstrap-actions/" + number + "/");
    }

    LogDestination ofStep(String clusterId, String stepId) {
        return new LogDestination(bucket, prefix + clusterId + "/steps/" + stepId + "/");
    }

    LogDestination ofCluster(String clusterId) {
        return new LogDestination(bucket, prefix + clusterId + "/");
    }

    LogDestination ofContainers(String clusterId, String applicationId) {
        return new LogDestination(bucket, prefix + clusterId + "/containers/" + applicationId + "/");
    }

    String key(String file) {
        return prefix + file + ".gz";
    }

    /** The address below which the archived logs are. */
    String uri() {
        return "s3://" + bucket + "/" + prefix;
    }

    /** The address of an archived log, with the scheme {@code s3} whatever LogUri had. */
    String uri(String file) {
        return "s3://" + bucket + "/" + key(file);
    }
}
