package io.github.emrharness.core.operations;

import java.util.List;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;
import software.amazon.awssdk.services.emr.model.Command;
import software.amazon.awssdk.services.emr.model.ListBootstrapActionsRequest;
import software.amazon.awssdk.services.emr.model.ListBootstrapActionsResponse;

/** Telling what a cluster was set up with. */
final class BootstrapActionOperations {

    private final ClusterRegistry clusters;

    BootstrapActionOperations(ClusterRegistry clusters) {
        this.clusters = clusters;
    }

    void addTo(OperationTable table) {
        table.real(ListBootstrapActionsRequest.class, this::listBootstrapActions);
    }

    /** In the order of execution. They are so few that one page holds them. */
    ListBootstrapActionsResponse listBootstrapActions(ListBootstrapActionsRequest request) {
        new Constraints().notNull(request.clusterId(), "clusterId").check();
        List<BootstrapActionConfig> actions =
                clusters.require(request.clusterId()).definition().request().bootstrapActions();
        return ListBootstrapActionsResponse.builder()
                .bootstrapActions(
                        actions.stream().map(BootstrapActionOperations::command).toList())
                .build();
    }

    private static Command command(BootstrapActionConfig action) {
        return Command.builder()
                .name(action.name())
                .scriptPath(action.scriptBootstrapAction().path())
                .args(List.copyOf(action.scriptBootstrapAction().args()))
                .build();
    }
}
