package example.nightly;

import java.util.List;

/** One of the jobs of the night has failed. */
public final class PipelineFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String clusterId;

    PipelineFailedException(String clusterId, List<String> failures) {
        super("Cluster " + clusterId + " failed: " + String.join(", ", failures));
        this.clusterId = clusterId;
    }

    public String clusterId() {
        return clusterId;
    }
}
