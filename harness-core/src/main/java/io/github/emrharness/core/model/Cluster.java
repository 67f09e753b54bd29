package io.github.emrharness.core.model;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.lifecycle.StepScheduler;
import io.github.emrharness.core.lifecycle.TransitionTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicy;
import software.amazon.awssdk.services.emr.model.AutoScalingPolicyDescription;
import software.amazon.awssdk.services.emr.model.AutoTerminationPolicy;
import software.amazon.awssdk.services.emr.model.ClusterState;
import software.amazon.awssdk.services.emr.model.ClusterStateChangeReasonCode;
import software.amazon.awssdk.services.emr.model.ClusterStatus;
import software.amazon.awssdk.services.emr.model.ClusterTimeline;
import software.amazon.awssdk.services.emr.model.ManagedScalingPolicy;
import software.amazon.awssdk.services.emr.model.StepCancellationOption;
import software.amazon.awssdk.services.emr.model.StepState;
import software.amazon.awssdk.services.emr.model.StepStateChangeReason;
import software.amazon.awssdk.services.emr.model.Tag;

/**
 * A cluster with its steps. One lock guards all of it. What a change sets off (starting or stopping a process, a timer,
 * the events) happens after the lock is released, so that nothing foreign runs under it.
 */
public final class Cluster {

    /** The most steps that may wait or run at once. */
    public static final int MAX_ACTIVE_STEPS = 256;

    /** EMR's words for this rule are not known. */
    public static final String ONE_WAY_OF_SCALING = "A cluster can have either a managed scaling policy or automatic"
            + " scaling policies of its instance groups, not both.";

    private static final StepStateChangeReason NO_REASON =
            StepStateChangeReason.builder().build();
    private static final StepStateChangeReason JOB_TERMINATED =
            StepStateChangeReason.builder().message("Job terminated").build();

    private final ClusterDefinition definition;
    private final HarnessClock clock;
    private final Progression progression;
    private final StepLauncher launcher;
    private final Bootstrapping bootstrapping;
    private final ChangeSink changes;
    private final Instant created;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> effects = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final StepHistory history = new StepHistory(steps);
    private final Map<String, Step> stepsById = new HashMap<>();
    private final StepScheduler<Step> scheduler;
    private final TagMap tags;
    private final IdleTimer idleTimer;
    private final ClusterInstances instances;

    private ClusterState state = ClusterState.STARTING;
    private ClusterReason reason = ClusterReason.NONE;
    private Optional<ClusterReason> launchFailure = Optional.empty();
    private @Nullable Instant ready;
    private @Nullable Instant ended;
    private boolean keepAliveWhenNoSteps;
    private boolean terminationProtected;
    private boolean visibleToAllUsers;
    private @Nullable Boolean unhealthyNodeReplacement;
    private @Nullable Boolean extendedSupport;
    private Optional<AutoTerminationPolicy> autoTerminationPolicy;
    private Optional<ManagedScalingPolicy> managedScalingPolicy;
    private boolean anyStepRan;
    private Archive archive = Archive.NOT_BEGUN;

    /** Only the states that the progression holds wait for it. */
    private final StateHold hold;

    private enum Archive {
        NOT_BEGUN,
        BEGUN,
        DONE
    }

    /** Makes a cluster in STARTING that does not move before {@link #begin}. */
    public Cluster(
            ClusterDefinition definition,
            HarnessClock clock,
            Progression progression,
            StepLauncher launcher,
            Bootstrapper bootstrapper,
            ChangeSink changes,
            Ec2Region ec2) {
        this.definition = definition;
        this.clock = clock;
        this.progression = progression;
        this.launcher = launcher;
        this.bootstrapping = new Bootstrapping(bootstrapper);
        this.changes = changes;
        created = clock.now();
        keepAliveWhenNoSteps =
                Boolean.TRUE.equals(definition.request().instances().keepJobFlowAliveWhenNoSteps());
        terminationProtected =
                Boolean.TRUE.equals(definition.request().instances().terminationProtected());
        visibleToAllUsers = !Boolean.FALSE.equals(definition.request().visibleToAllUsers());
        unhealthyNodeReplacement = definition.request().instances().unhealthyNodeReplacement();
        extendedSupport = definition.request().extendedSupport();
        managedScalingPolicy = Optional.ofNullable(definition.request().managedScalingPolicy());
        tags = new TagMap(definition.request().tags());
        ClusterHost host = new Host();
        hold = new StateHold(host, this::settle);
        hold.keep();
        idleTimer = new IdleTimer(host);
        autoTerminationPolicy = Optional.ofNullable(definition.request().autoTerminationPolicy())
                .map(IdleTimer::withTimeout);
        idleTimer.setTimeout(autoTerminationPolicy.map(IdleTimer::timeout));
        instances = new ClusterInstances(host, ec2, definition.request());
        Integer level = definition.request().stepConcurrencyLevel();
        scheduler = new StepScheduler<>(level == null ? 1 : level);
    }

    public String id() {
        return definition.clusterId();
    }

    public ClusterDefinition definition() {
        return definition;
    }

    public Instant created() {
        return created;
    }

    /**
     * Submits the first steps and lets the life of the cluster begin.
     *
     * @param validationError what EMR finds wrong only after it has accepted the cluster, which then ends in STARTING
     */
    public void begin(List<StepDefinition> firstSteps, Optional<String> validationError) {
        change(() -> {
            launchFailure = validationError.map(
                    message -> ClusterReason.failure(ClusterStateChangeReasonCode.VALIDATION_ERROR, message));
            changed();
            firstSteps.forEach(this::submit);
            instances.request();
            hold();
            settle();
            return null;
        });
    }

    // ---- what it tells

    /** Tells whether the cluster reached its final state before that time. */
    public boolean hasEndedBefore(Instant time) {
        return locked(() -> ended != null && ended.isBefore(time));
    }

    public ClusterState state() {
        return locked(() -> state);
    }

    public ClusterStatus status() {
        return locked(this::currentStatus);
    }

    public ClusterView view() {
        return locked(() -> new ClusterView(
                currentStatus(),
                keepAliveWhenNoSteps,
                terminationProtected,
                visibleToAllUsers,
                replacesUnhealthyNodes(),
                Optional.ofNullable(extendedSupport),
                tags.list(),
                scheduler.level()));
    }

    public ClusterSnapshot snapshot() {
        return locked(this::currentSnapshot);
    }

    /** The EC2 instances of the cluster, in their groups or fleets. */
    public ClusterInstances instances() {
        return instances;
    }

    /** The steps in the order of their submission. */
    public List<Step> steps() {
        return locked(() -> List.copyOf(steps));
    }

    /** The last steps that were submitted, at most that many, in the order of their submission. */
    public List<Step> lastSteps(int count) {
        return locked(() -> List.copyOf(steps.subList(Math.max(0, steps.size() - count), steps.size())));
    }

    public Optional<Step> step(String stepId) {
        return locked(() -> Optional.ofNullable(stepsById.get(stepId)));
    }

    /** Takes note that the API has told the state of this cluster, which a {@link Progression} may wait for. */
    public void described() {
        if (progression instanceof Progression.AfterDescribes) {
            change(() -> {
                hold.described();
                return null;
            });
        }
    }

    // ---- what can be asked of it

    /**
     * Adds steps, all or none.
     *
     * @return their ids, in the same order
     * @throws RuleViolationException if the cluster ends, has too many active steps, or does not take such a step
     */
    public List<String> addSteps(List<StepDefinition> definitions) {
        return change(() -> {
            requireModifiable();
            for (StepDefinition step : definitions) {
                requireActionAllowed(step, scheduler.level());
            }
            requireRoomFor(scheduler.active(), definitions.size());
            List<String> ids =
                    definitions.stream().map(this::submit).map(Step::id).toList();
            settle();
            return ids;
        });
    }

    /** Checks the rule that with a level above 1 only {@code CONTINUE} may be submitted. */
    public static void requireActionAllowed(StepDefinition step, int level) {
        ActionOnFailure action = step.actionOnFailure();
        if (level > 1 && action != ActionOnFailure.CONTINUE) {
            throw new RuleViolationException("Action on failure '" + action + "' is invalid.");
        }
    }

    /** Checks that so many more steps may be active. */
    public static void requireRoomFor(int active, int more) {
        if (active + more > MAX_ACTIVE_STEPS) {
            throw new RuleViolationException("Maximum number of active steps(State = 'Running', 'Pending' or"
                    + " 'Cancel_Pending') for cluster exceeded.");
        }
    }

    /**
     * Cancels a step: at once if it waits; if it runs, when its process has ended. {@code ActionOnFailure} does not
     * apply.
     *
     * @throws RuleViolationException if there is no such step or it can no longer be cancelled
     */
    public void cancelStep(String stepId, StepCancellationOption option) {
        change(() -> {
            Step step = stepsById.get(stepId);
            if (step == null) {
                throw new RuleViolationException("Step id '" + stepId + "' is not valid.");
            }
            if (isEnding() || !isCancellable(step)) {
                throw new RuleViolationException("Step is not in a cancellable state.");
            }
            if (step.state() == StepState.PENDING) {
                scheduler.withdraw(step);
                step.cancel(clock.now(), NO_REASON);
            } else {
                step.cancelPending();
                StepRun run = step.run();
                effects.add(option == StepCancellationOption.TERMINATE_PROCESS ? run::kill : run::interrupt);
            }
            changed(step);
            settle();
            return null;
        });
    }

    /** Steps that wait can be cancelled since 4.8.0, save in 5.0.0; those that run since 5.28.0. */
    private boolean isCancellable(Step step) {
        Release release = definition.release();
        return switch (step.state()) {
            case PENDING -> release.isAtLeast(4, 8) && !release.label().equals("emr-5.0.0");
            case RUNNING -> release.isAtLeast(5, 28);
            case CANCEL_PENDING, COMPLETED, CANCELLED, FAILED, INTERRUPTED, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /**
     * Terminates the cluster unless it is protected; does nothing if it ends or has ended.
     *
     * @return false if it is protected
     */
    public boolean terminate() {
        return change(() -> {
            if (isEnding()) {
                return true;
            }
            if (terminationProtected) {
                return false;
            }
            terminate(ClusterReason.USER_REQUEST);
            return true;
        });
    }

    /** Ends all that runs and waits, protected or not, because the harness itself ends. */
    public void shutDown() {
        change(() -> {
            scheduler.running().forEach(step -> effects.add(step.run()::kill));
            bootstrapping.run().ifPresent(run -> effects.add(run::kill));
            if (!isEnding()) {
                terminate(ClusterReason.USER_REQUEST);
            }
            hold.end();
            return null;
        });
    }

    public void setTerminationProtected(boolean value) {
        modify(() -> terminationProtected = value);
    }

    /** Setting this to false ends a cluster that waits; one that runs steps ends after the last one. */
    public void setKeepAliveWhenNoSteps(boolean value) {
        modify(() -> keepAliveWhenNoSteps = value);
    }

    /** Told again by the API, without any other effect, as on EMR. */
    public void setVisibleToAllUsers(boolean value) {
        modify(() -> visibleToAllUsers = value);
    }

    /** Told again by the API, without any other effect. */
    public void setUnhealthyNodeReplacement(boolean value) {
        modify(() -> unhealthyNodeReplacement = value);
    }

    /** Told again by the API, without any other effect. */
    public void setExtendedSupport(boolean value) {
        modify(() -> extendedSupport = value);
    }

    /**
     * Sets after which time of idleness the cluster terminates; empty for never. A protected cluster does not terminate
     * as long as it is protected.
     */
    public void setAutoTerminationPolicy(Optional<AutoTerminationPolicy> value) {
        modify(() -> {
            autoTerminationPolicy = value.map(IdleTimer::withTimeout);
            idleTimer.setTimeout(autoTerminationPolicy.map(IdleTimer::timeout));
        });
    }

    /** Always with its timeout. */
    public Optional<AutoTerminationPolicy> autoTerminationPolicy() {
        return locked(() -> autoTerminationPolicy);
    }

    /**
     * Kept and told again; nothing scales.
     *
     * @throws RuleViolationException if the cluster ends, or an instance group has a policy of its own
     */
    public void setManagedScalingPolicy(Optional<ManagedScalingPolicy> value) {
        modify(() -> {
            if (value.isPresent() && instances.haveAutoScalingPolicy()) {
                throw new RuleViolationException(ONE_WAY_OF_SCALING);
            }
            managedScalingPolicy = value;
        });
    }

    /**
     * Gives an instance group an automatic scaling policy; nothing scales.
     *
     * @return the policy as it is before it is attached
     * @throws RuleViolationException if the cluster ends or has a managed scaling policy, or there is no such group
     */
    public AutoScalingPolicyDescription putAutoScalingPolicy(String groupId, AutoScalingPolicy policy) {
        return change(() -> {
            requireModifiable();
            if (managedScalingPolicy.isPresent()) {
                throw new RuleViolationException(ONE_WAY_OF_SCALING);
            }
            return instances.putAutoScalingPolicy(groupId, policy);
        });
    }

    public Optional<ManagedScalingPolicy> managedScalingPolicy() {
        return locked(() -> managedScalingPolicy);
    }

    public void addTags(List<Tag> added) {
        modifyTags(() -> tags.add(added));
    }

    public void removeTags(List<String> keys) {
        modifyTags(() -> tags.remove(keys));
    }

    private void modifyTags(Runnable modification) {
        change(() -> {
            if (isEnding()) {
                throw new RuleViolationException("Tags cannot be modified on terminated clusters.");
            }
            modification.run();
            changed();
            return null;
        });
    }

    /** Raising the level starts more steps; lowering it stops none. */
    public void setStepConcurrencyLevel(int level) {
        modify(() -> scheduler.setLevel(level));
    }

    /**
     * Checks that the cluster can still be changed.
     *
     * @throws RuleViolationException if it ends or has ended
     */
    public void requireModifiable() {
        if (locked(this::isEnding)) {
            throw new RuleViolationException(
                    "A job flow that is shutting down, terminated, or finished may not be modified.");
        }
    }

    private void modify(Runnable modification) {
        change(() -> {
            requireModifiable();
            modification.run();
            changed();
            settle();
            return null;
        });
    }

    // ---- its life

    private Step submit(StepDefinition stepDefinition) {
        String stepId = Identifiers.newStepId();
        Step step = new Step(
                id(), stepId, steps.size() + 1, stepDefinition, clock.now(), launcher.logDirectory(id(), stepId));
        steps.add(step);
        stepsById.put(stepId, step);
        scheduler.submit(step);
        changed(step);
        return step;
    }

    /** Takes every transition that is due. */
    private void settle() {
        switch (state) {
            case STARTING -> {
                Optional<ClusterReason> failure = launchFailure.or(instances::launchFailure);
                if (!hold.isHeld() && failure.isPresent()) {
                    terminate(failure.get());
                } else if (!hold.isHeld() && instances.areProvisioned()) {
                    bootstrapping
                            .begin(new BootstrapTask(definition, instances.nodes()), this::bootstrapped)
                            .ifPresent(run -> effects.add(run::start));
                    enter(ClusterState.BOOTSTRAPPING, ClusterReason.NONE);
                }
            }
            case BOOTSTRAPPING -> {
                if (!hold.isHeld() && !bootstrapping.isRunning()) {
                    ready = clock.now();
                    instances.clusterReady();
                    runSteps();
                }
            }
            case RUNNING, WAITING -> runSteps();
            case TERMINATING -> {
                if (!hold.isHeld() && !scheduler.isAnyRunning() && !bootstrapping.isRunning() && isArchived()) {
                    ended = clock.now();
                    enter(reason.finalState(), reason);
                }
            }
            case TERMINATED, TERMINATED_WITH_ERRORS -> {}
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("Not a state of a cluster: " + state);
        }
    }

    /** Begins to archive the logs of the nodes when it is first asked. */
    private boolean isArchived() {
        if (archive == Archive.NOT_BEGUN) {
            Optional<Runnable> begin = launcher.prepareArchive(definition, this::archived);
            archive = begin.isPresent() ? Archive.BEGUN : Archive.DONE;
            begin.ifPresent(effects::add);
        }
        return archive == Archive.DONE;
    }

    private void archived() {
        change(() -> {
            archive = Archive.DONE;
            settle();
            return null;
        });
    }

    private void bootstrapped(Optional<BootstrapFailure> failure) {
        change(() -> {
            bootstrapping.ended();
            if (failure.isPresent() && !isEnding()) {
                terminate(ClusterReason.bootstrapFailure(failure.get()));
            } else {
                settle();
            }
            return null;
        });
    }

    private void runSteps() {
        if (scheduler.active() == 0) {
            if (!keepAliveWhenNoSteps) {
                terminate(ClusterReason.ALL_STEPS_COMPLETED);
            } else if (idleTimer.isElapsed() && !terminationProtected) {
                terminate(ClusterReason.IDLE);
            } else if (state != ClusterState.WAITING) {
                enter(ClusterState.WAITING, anyStepRan ? ClusterReason.READY_AFTER_STEPS : ClusterReason.READY);
            }
        } else if (state != ClusterState.RUNNING) {
            enter(ClusterState.RUNNING, ClusterReason.RUNNING_STEP);
        } else {
            for (Optional<Step> next = scheduler.startNext(); next.isPresent(); next = scheduler.startNext()) {
                start(next.get());
            }
        }
    }

    private String masterInstanceId() {
        return instances
                .masterInstanceId()
                .orElseThrow(() -> new IllegalStateException("Cluster " + id() + " has no master in " + state));
    }

    private void start(Step step) {
        StepRun run = launcher.prepare(
                new StepTask(
                        definition,
                        masterInstanceId(),
                        step.id(),
                        step.number(),
                        step.definition(),
                        instances.masterConfigurations(),
                        step.definition().logUri().or(definition::logUri)),
                outcome -> stepEnded(step, outcome));
        step.start(clock.now(), run);
        anyStepRan = true;
        changed(step);
        effects.add(run::start);
    }

    private void stepEnded(Step step, StepOutcome outcome) {
        change(() -> {
            scheduler.ended(step);
            if (isEnding()) {
                step.end(StepState.CANCELLED, outcome, JOB_TERMINATED);
            } else if (step.state() == StepState.CANCEL_PENDING) {
                step.end(StepState.CANCELLED, outcome, NO_REASON);
            } else {
                step.end(outcome.isSuccess() ? StepState.COMPLETED : StepState.FAILED, outcome, NO_REASON);
            }
            changed(step);
            if (step.state() == StepState.FAILED) {
                actOnFailure(step.definition().actionOnFailure());
            }
            settle();
            return null;
        });
    }

    /**
     * Does what EMR does when a step fails.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_TerminationProtection.html">Using
     *     termination protection</a>
     */
    private void actOnFailure(ActionOnFailure action) {
        if (scheduler.level() > 1) {
            return;
        }
        switch (action) {
            case TERMINATE_CLUSTER, TERMINATE_JOB_FLOW -> {
                if (terminationProtected && keepAliveWhenNoSteps) {
                    cancelWaiting(NO_REASON);
                } else {
                    terminate(ClusterReason.STEP_FAILURE);
                }
            }
            case CANCEL_AND_WAIT -> {
                // With others still running the level was lowered meanwhile: then this action does not apply.
                if (!scheduler.isAnyRunning()) {
                    cancelWaiting(NO_REASON);
                }
            }
            case CONTINUE, UNKNOWN_TO_SDK_VERSION -> {}
        }
    }

    private void terminate(ClusterReason why) {
        cancelWaiting(JOB_TERMINATED);
        scheduler.running().forEach(step -> effects.add(step.run()::terminate));
        bootstrapping.run().ifPresent(run -> effects.add(run::kill));
        enter(ClusterState.TERMINATING, why);
    }

    private void cancelWaiting(StepStateChangeReason why) {
        for (Step step : scheduler.withdrawAll()) {
            step.cancel(clock.now(), why);
            changed(step);
        }
    }

    private void enter(ClusterState next, ClusterReason why) {
        TransitionTable.CLUSTER.require(state, next, "Cluster " + id());
        state = next;
        reason = why;
        instances.clusterEntered(next);
        changed();
        hold();
        settle();
    }

    /** Begins the time for which the progression holds the cluster in the state that it is in, if it holds that one. */
    private void hold() {
        switch (state) {
            case STARTING, BOOTSTRAPPING, TERMINATING -> hold.begin();
            case RUNNING, WAITING, TERMINATED, TERMINATED_WITH_ERRORS, UNKNOWN_TO_SDK_VERSION -> hold.end();
        }
    }

    /** Before 7.1 this followed the termination protection unless it was set. */
    private boolean replacesUnhealthyNodes() {
        return unhealthyNodeReplacement != null
                ? unhealthyNodeReplacement
                : definition.release().isAtLeast(7, 1) || !terminationProtected;
    }

    private boolean isEnding() {
        return state == ClusterState.TERMINATING || TransitionTable.CLUSTER.isFinal(state);
    }

    // ---- changes

    private void changed() {
        changes.clusterChanged(clock.now(), currentSnapshot());
    }

    private void changed(Step step) {
        changes.stepChanged(clock.now(), step.snapshot());
    }

    private ClusterStatus currentStatus() {
        return ClusterStatus.builder()
                .state(state)
                .stateChangeReason(reason.reason())
                .errorDetails(reason.errorDetails().isEmpty() ? null : reason.errorDetails())
                .timeline(ClusterTimeline.builder()
                        .creationDateTime(created)
                        .readyDateTime(ready)
                        .endDateTime(ended)
                        .build())
                .build();
    }

    private ClusterSnapshot currentSnapshot() {
        return new ClusterSnapshot(
                id(),
                definition.name(),
                definition.release().label(),
                state,
                reason.reason(),
                definition.logUri(),
                created,
                Optional.ofNullable(ready),
                Optional.ofNullable(ended),
                history.now());
    }

    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change under the lock, and afterwards does what it has set off. */
    private <T extends @Nullable Object> T change(Supplier<T> body) {
        List<Runnable> toDo;
        lock.lock();
        T result;
        try {
            result = body.get();
        } finally {
            idleTimer.setIdle(state == ClusterState.WAITING && scheduler.active() == 0);
            toDo = List.copyOf(effects);
            effects.clear();
            lock.unlock();
        }
        toDo.forEach(Runnable::run);
        changes.deliver();
        return result;
    }

    /** What the instances see of the cluster. */
    private final class Host implements ClusterHost {

        @Override
        public String clusterId() {
            return id();
        }

        @Override
        public String clusterName() {
            return definition.name();
        }

        @Override
        public ClusterState state() {
            return state;
        }

        @Override
        public HarnessClock clock() {
            return clock;
        }

        @Override
        public Progression progression() {
            return progression;
        }

        @Override
        public ChangeSink changes() {
            return changes;
        }

        @Override
        public <T extends @Nullable Object> T locked(Supplier<T> body) {
            return Cluster.this.locked(body);
        }

        @Override
        public <T extends @Nullable Object> T change(Supplier<T> body) {
            return Cluster.this.change(() -> {
                T result = body.get();
                settle();
                return result;
            });
        }

        @Override
        public void afterwards(Runnable effect) {
            effects.add(effect);
        }

        @Override
        public void requireModifiable() {
            Cluster.this.requireModifiable();
        }

        @Override
        public void terminate(ClusterReason why) {
            if (!isEnding()) {
                Cluster.this.terminate(why);
            }
        }

        @Override
        public void failRunningSteps() {
            scheduler.running().forEach(step -> effects.add(step.run()::kill));
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
