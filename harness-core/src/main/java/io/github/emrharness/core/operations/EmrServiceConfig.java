package io.github.emrharness.core.operations;

import io.github.emrharness.Progression;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.spi.Isolation;
import io.github.emrharness.spi.NodeLogs;
import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepRunner;
import io.github.emrharness.spi.YarnService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What an EMR service is made of.
 *
 * @param clock the time of the model; closed with the service
 * @param progression how clusters pass through STARTING, BOOTSTRAPPING and TERMINATING
 * @param region for ARNs, host names and the environment of steps
 * @param accountId twelve digits, for ARNs
 * @param iamRoles the IAM roles and instance profiles that exist
 * @param stepRunners those of the engines, asked whenever a step starts; the first that claims a step gets it. Commands
 *     and scripts that no engine claims are run with the programs of this machine
 * @param isolation where steps run that are plain Java programs
 * @param objectStore asked only when there are logs to archive under a LogUri
 * @param yarn that of the clusters, whose logs are archived as well
 * @param nodeLogs of the clusters' daemons, archived when a cluster ends; starts nothing
 * @param directory holds the files of the steps, in one directory for each cluster; the service does not delete it
 * @param stepEnvironment asked whenever a step starts, on a thread that may block: what every step gets in its
 *     environment, such as endpoints and keys
 * @param applicationDeclared told the id of a new cluster and the name of each application, as EMR spells it, that it
 *     declares; must return at once
 * @param maximumStepTime how long a step may run by the clock before it is killed and FAILS; empty for no limit
 * @param terminationGrace how long the process of a running step has between {@code SIGTERM} and {@code SIGKILL} when its
 *     cluster terminates, by the time of this machine
 */
public record EmrServiceConfig(
        HarnessClock clock,
        Progression progression,
        String region,
        String accountId,
        IamRoles iamRoles,
        Supplier<List<StepRunner>> stepRunners,
        Isolation isolation,
        Supplier<ObjectStore> objectStore,
        Supplier<Optional<YarnService>> yarn,
        Supplier<Optional<NodeLogs>> nodeLogs,
        Path directory,
        Supplier<Map<String, String>> stepEnvironment,
        BiConsumer<String, String> applicationDeclared,
        Optional<Duration> maximumStepTime,
        Duration terminationGrace) {

    /** Long for a test, yet no build hangs on a job that never ends. */
    public static final Duration DEFAULT_MAXIMUM_STEP_TIME = Duration.ofHours(1);

    /** Enough for a shutdown hook. */
    public static final Duration DEFAULT_TERMINATION_GRACE = Duration.ofSeconds(5);

    /** Starts with the defaults and without engines or object store. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Collects the parts of an {@link EmrServiceConfig}. */
    public static final class Builder {

        private final Path directory;
        private Optional<HarnessClock> clock = Optional.empty();
        private Progression progression = Progression.immediate();
        private String region = "us-east-1";
        private String accountId = "123456789012";
        private IamRoles iamRoles = IamRoles.any();
        private Supplier<List<StepRunner>> stepRunners = List::of;
        private Isolation isolation = Isolation.IN_PROCESS;
        private Supplier<ObjectStore> objectStore = () -> {
            throw new IllegalStateException("This EMR service has no object store");
        };
        private Supplier<Optional<YarnService>> yarn = Optional::empty;
        private Supplier<Optional<NodeLogs>> nodeLogs = Optional::empty;
        private Supplier<Map<String, String>> stepEnvironment = Map::of;
        private BiConsumer<String, String> applicationDeclared = (clusterId, application) -> {};
        private Optional<Duration> maximumStepTime = Optional.of(DEFAULT_MAXIMUM_STEP_TIME);
        private Duration terminationGrace = DEFAULT_TERMINATION_GRACE;

        private Builder(Path directory) {
            this.directory = directory;
        }

        public Builder clock(HarnessClock value) {
            clock = Optional.of(value);
            return this;
        }

        public Builder progression(Progression value) {
            progression = value;
            return this;
        }

        public Builder region(String value) {
            region = value;
            return this;
        }

        public Builder accountId(String value) {
            accountId = value;
            return this;
        }

        public Builder iamRoles(IamRoles value) {
            iamRoles = value;
            return this;
        }

        public Builder stepRunners(Supplier<List<StepRunner>> value) {
            stepRunners = value;
            return this;
        }

        public Builder isolation(Isolation value) {
            isolation = value;
            return this;
        }

        public Builder yarn(Supplier<Optional<YarnService>> value) {
            yarn = value;
            return this;
        }

        public Builder nodeLogs(Supplier<Optional<NodeLogs>> value) {
            nodeLogs = value;
            return this;
        }

        public Builder objectStore(Supplier<ObjectStore> value) {
            objectStore = value;
            return this;
        }

        public Builder stepEnvironment(Supplier<Map<String, String>> value) {
            stepEnvironment = value;
            return this;
        }

        public Builder applicationDeclared(BiConsumer<String, String> value) {
            applicationDeclared = value;
            return this;
        }

        public Builder maximumStepTime(Optional<Duration> value) {
            maximumStepTime = value;
            return this;
        }

        public Builder terminationGrace(Duration value) {
            terminationGrace = value;
            return this;
        }

        public EmrServiceConfig build() {
            return new EmrServiceConfig(
                    clock.orElseGet(HarnessClock::system),
                    progression,
                    region,
                    accountId,
                    iamRoles,
                    stepRunners,
                    isolation,
                    objectStore,
                    yarn,
                    nodeLogs,
                    directory,
                    stepEnvironment,
                    applicationDeclared,
                    maximumStepTime,
                    terminationGrace);
        }
    }
}
