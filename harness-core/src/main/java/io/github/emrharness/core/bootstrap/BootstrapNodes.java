package io.github.emrharness.core.bootstrap;

import io.github.emrharness.core.model.BootstrapTask;
import io.github.emrharness.core.node.ClusterNode;
import java.util.ArrayList;
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
        List<BootstrapNodes> workers = new ArrayList<>();
        for (InstanceRoleType role : List.of(InstanceRoleType.CORE, InstanceRoleType.TASK)) {
            List<String> instanceIds = task.instanceIds(role);
            if (!instanceIds.isEmpty()) {
                workers.add(new BootstrapNodes(role, instanceIds, master.worker(instanceIds.get(0))));
            }
        }
        return workers;
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
