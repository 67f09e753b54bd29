package io.github.emrharness.core.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Configuration;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.InstanceState;
import software.amazon.awssdk.services.emr.model.InstanceStateChangeReasonCode;

/** What instance groups and instance fleets have in common. Guarded by the lock of the cluster. */
abstract sealed class InstanceCollection permits InstanceGroup, InstanceFleet {

    private static final String INSTANCE_TERMINATED = "Instance was terminated.";

    private final ClusterHost host;
    private final Ec2Placement placement;
    private final String id;
    private final InstanceRoleType role;
    private final Instant created;
    private final List<Ec2Instance> instances = new ArrayList<>();
    private final StateHold hold;
    private InstanceCollectionState state = InstanceCollectionState.PROVISIONING;
    private boolean clusterIsReady;
    private @Nullable Instant ready;
    private @Nullable Instant ended;
    private Instant stateEntered;

    InstanceCollection(ClusterHost host, Ec2Placement placement, String id, InstanceRoleType role) {
        this.host = host;
        this.placement = placement;
        this.id = id;
        this.role = role;
        created = host.clock().now();
        stateEntered = created;
        hold = new StateHold(host, this::settle);
    }

    // ---- what kinds of it differ in

    /** Asks EC2 for the instances that are missing, and takes back requests that are no longer needed. */
    abstract void fill();

    /** How many instances or units it should have. */
    abstract int size();

    /** Whether EC2 has launched all that is asked for. */
    abstract boolean isFilled();

    /** Ends the instances that are too many. */
    abstract void shrink();

    /** Whether it is as large as it should be. */
    abstract boolean isAtTarget();

    /** The type of which EC2 had no On-Demand instance; empty if there was none missing. */
    abstract Optional<String> missingOnDemandType();

    /** The configuration that the instance has beyond that of the cluster. */
    abstract List<Configuration> configurationsOf(Ec2Instance instance);

    abstract boolean needsReconfiguration();

    abstract void reconfigured();

    /** The number of instances or units falls by what was ended on purpose. */
    abstract void notReplaced(Ec2Instance instance);

    /** Tells the listeners how it is now, and which transition brought it there, if one did. */
    abstract void announce(Optional<InstanceCollectionTransition> transition);

    // ---- what it tells

    ClusterHost host() {
        return host;
    }

    String id() {
        return id;
    }

    InstanceRoleType role() {
        return role;
    }

    InstanceCollectionState state() {
        return state;
    }

    Instant now() {
        return host.clock().now();
    }

    Instant created() {
        return created;
    }

    Optional<Instant> ready() {
        return Optional.ofNullable(ready);
    }

    Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    boolean isEnding() {
        return state == InstanceCollectionState.TERMINATING || state == InstanceCollectionState.TERMINATED;
    }

    List<Ec2Instance> instances() {
        return instances;
    }

    List<Ec2Instance> launched() {
        return instances.stream().filter(Ec2Instance::isLaunched).toList();
    }

    List<Ec2Instance> running() {
        return instances.stream()
                .filter(instance -> instance.is(InstanceState.RUNNING))
                .toList();
    }

    List<Ec2Instance> awaiting() {
        return instances.stream()
                .filter(instance -> instance.is(InstanceState.AWAITING_FULFILLMENT))
                .toList();
    }

    // ---- EC2

    Ec2Capacity capacity() {
        return placement.region().capacity();
    }

    /** Launches an instance, unless EC2 has none. */
    boolean launch(LaunchSpecification specification) {
        if (!capacity().take(specification.instanceType(), specification.market())) {
            return false;
        }
        Ec2Instance instance = new Ec2Instance(specification, now());
        instance.launch(placement.newAddress());
        instances.add(instance);
        return true;
    }

    /** Adds a Spot request that waits. */
    void await(LaunchSpecification specification) {
        instances.add(new Ec2Instance(specification, now()));
    }

    /** Launches the instance of a request that waits, unless EC2 still has none. */
    boolean fulfil(Ec2Instance awaiting) {
        LaunchSpecification specification = awaiting.specification();
        if (!capacity().take(specification.instanceType(), specification.market())) {
            return false;
        }
        awaiting.launch(placement.newAddress());
        return true;
    }

    void withdraw(Ec2Instance awaiting) {
        instances.remove(awaiting);
    }

    void end(Ec2Instance instance, @Nullable InstanceStateChangeReasonCode code) {
        if (instance.isLaunched()) {
            LaunchSpecification specification = instance.specification();
            capacity().giveBack(specification.instanceType(), specification.market());
            host.afterwards(capacity()::offer);
        }
        instance.terminate(now(), code, INSTANCE_TERMINATED);
    }

    // ---- its life, with the cluster

    /** Asks EC2 for its first instances. */
    void request() {
        announce(Optional.empty());
        fill();
    }

    /** The cluster bootstraps: so do those that have their instances. */
    void bootstrap() {
        if (state == InstanceCollectionState.PROVISIONING && isFilled()) {
            enter(InstanceCollectionState.BOOTSTRAPPING);
        }
    }

    /** The cluster can run steps: from now on this lives on its own. */
    void clusterReady() {
        clusterIsReady = true;
        settle();
    }

    /** The cluster ends. */
    void terminate() {
        if (!isEnding()) {
            hold.end();
            enter(InstanceCollectionState.TERMINATING);
        }
    }

    /** The cluster has ended. */
    void terminated() {
        for (Ec2Instance instance : List.copyOf(instances)) {
            if (!instance.is(InstanceState.TERMINATED)) {
                end(instance, InstanceStateChangeReasonCode.CLUSTER_TERMINATED);
            }
        }
        ended = now();
        enter(InstanceCollectionState.TERMINATED);
    }

    // ---- its own life

    /** Takes note that the API has told it. */
    void described() {
        hold.described();
    }

    /** Ends those of its instances that are among the lost ones. */
    void endAll(Collection<Ec2Instance> lost) {
        launched().stream()
                .filter(lost::contains)
                .forEach(instance -> end(instance, InstanceStateChangeReasonCode.INSTANCE_FAILURE));
    }

    /** Launches others for instances that were lost. */
    void replaceLost() {
        if (isEnding() || isFilled()) {
            return;
        }
        if (state == InstanceCollectionState.RUNNING) {
            settle();
        } else {
            fill();
            announce(Optional.empty());
        }
    }

    /** Ends an instance on purpose, at once. */
    void terminateInstance(Ec2Instance instance) {
        end(instance, null);
        notReplaced(instance);
        announce(Optional.empty());
    }

    /** Takes every transition that is due. */
    void settle() {
        if (!clusterIsReady || isEnding()) {
            return;
        }
        switch (state) {
            case PROVISIONING -> {
                fill();
                if (!hold.isHeld() && isFilled()) {
                    enter(InstanceCollectionState.BOOTSTRAPPING);
                }
            }
            case BOOTSTRAPPING -> {
                if (!hold.isHeld()) {
                    run();
                }
            }
            case RESIZING -> {
                fill();
                if (!hold.isHeld() && isFilled()) {
                    shrink();
                    run();
                }
            }
            case RECONFIGURING -> {
                if (!hold.isHeld()) {
                    reconfigured();
                    run();
                }
            }
            case RUNNING -> {
                if (!isAtTarget()) {
                    enter(InstanceCollectionState.RESIZING);
                } else if (needsReconfiguration()) {
                    enter(InstanceCollectionState.RECONFIGURING);
                }
            }
            case TERMINATING, TERMINATED -> {}
        }
    }

    private void run() {
        launched().forEach(instance -> instance.run(now()));
        if (ready == null) {
            ready = now();
        }
        enter(InstanceCollectionState.RUNNING);
    }

    private void enter(InstanceCollectionState next) {
        InstanceCollectionState.TRANSITIONS.require(state, next, "Instances " + id);
        InstanceCollectionTransition transition = new InstanceCollectionTransition(
                state, next, stateEntered, running().size());
        state = next;
        stateEntered = now();
        if (next == InstanceCollectionState.BOOTSTRAPPING) {
            launched().forEach(Ec2Instance::bootstrap);
        } else if (next == InstanceCollectionState.RESIZING) {
            fill();
        }
        announce(Optional.of(transition));
        if (clusterIsReady) {
            holdIfPassing();
            settle();
        }
    }

    /** A collection that comes to a cluster that runs already is held in PROVISIONING as well. */
    void join() {
        clusterIsReady = true;
        holdIfPassing();
        settle();
    }

    private void holdIfPassing() {
        switch (state) {
            case PROVISIONING, BOOTSTRAPPING, RESIZING, RECONFIGURING -> hold.begin();
            case RUNNING, TERMINATING, TERMINATED -> hold.end();
        }
    }
}
