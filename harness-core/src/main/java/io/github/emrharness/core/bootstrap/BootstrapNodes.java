package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.node.ClusterNode;
import java.util.List;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;

/**
 * The nodes that one run of a bootstrap action stands for: the master, or all workers with a role.
 *
 * @param instanceIds the EC2 instances, never none; the run is that of the first
 * @param files those of the first
 */
record BootstrapNodes(InstanceRoleType role, List<String> instanceIds, ClusterNode files) {

    BootstrapNodes {
        instanceIds = List.copyOf(instanceIds);
    }

    static BootstrapNodes master(BootstrapTask task, ClusterNode master) {
        return new BootstrapNodes(InstanceRoleType.MASTER, List.of(task.masterInstanceId()), master);
    }

    /** The core nodes and the task nodes, if there are some. */
    static List<BootstrapNodes> workers(BootstrapTask task, ClusterNode master) {
        return List.of(InstanceRoleType.CORE, InstanceRoleType.TASK).stream()
                .filter(role -> !task.instanceIds(role).isEmpty())
                .map(role -> new BootstrapNodes(
                        role,
                        task.instanceIds(role),
                        master.worker(task.instanceIds(role).get(0))))
                .toList();
    }

    boolean isMaster() {
        return role == InstanceRoleType.MASTER;
    }

    /** The EC2 instance whose run it is. */
    String instanceId() {
        return instanceIds.get(0);
    }

    BootstrapFailures failures() {
        return isMaster() ? new MasterFailures(instanceId()) : new WorkerFailures(instanceIds);
    }
}
