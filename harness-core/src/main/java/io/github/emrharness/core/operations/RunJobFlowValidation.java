package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Ec2Region;
import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.Releases;
import io.github.emrharness.core.model.RuleViolationException;
import io.github.emrharness.core.model.StepDefinition;
import io.github.emrharness.core.steps.LogDestination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.Application;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RepoUpgradeOnBoot;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;
import software.amazon.awssdk.services.emr.model.ScaleDownBehavior;

/** Checks a RunJobFlow request, in the order in which EMR is believed to. */
final class RunJobFlowValidation {

    private static final String DEFAULT_APPLICATION = "Hadoop";

    private static final Pattern AMI_VERSION = Pattern.compile("latest|[123]\\.\\d+(\\.\\d+)?");

    private final Releases releases;
    private final SecurityRules security;
    private final RoleRules roles;
    private final Ec2Region ec2;

    RunJobFlowValidation(Releases releases, SecurityRules security, RoleRules roles, Ec2Region ec2) {
        this.releases = releases;
        this.security = security;
        this.roles = roles;
        this.ec2 = ec2;
    }

    /**
     * What a request comes down to.
     *
     * @param launchError what EMR finds wrong only after it has accepted the cluster
     */
    record Result(
            Release release,
            List<Application> applications,
            Optional<SecurityConfiguration> securityConfiguration,
            List<StepDefinition> steps,
            Optional<String> launchError) {}

    Result check(RunJobFlowRequest request) {
        checkForm(request);
        if (request.serviceRole() == null || request.serviceRole().isEmpty()) {
            throw EmrServiceException.validation("ServiceRole is required for creating cluster.");
        }
        Release release = release(request);
        checkEra(request, release);
        ReleaseFeatures.check(request, release);
        List<Application> applications = applications(request, release);
        int level = request.stepConcurrencyLevel() == null ? 1 : request.stepConcurrencyLevel();
        checkConcurrency(level, release).ifPresent(message -> {
            throw EmrServiceException.validation(message);
        });
        InstancesValidation.check(request, release, ec2.types());
        roles.checkInstanceProfile(request.jobFlowRole());
        Tags.violation(request.tags()).ifPresent(message -> {
            throw EmrServiceException.validation(message);
        });
        AutoTerminationOperations.check(request.autoTerminationPolicy(), release);
        if (request.managedScalingPolicy() != null) {
            ManagedScalingValidation.check(
                    request.managedScalingPolicy(),
                    release,
                    !request.instances().instanceFleets().isEmpty());
        }
        Optional<SecurityConfiguration> securityConfiguration = security.check(request, release);
        checkLogUri(request.logUri());
        StepsValidation.checkLimits(request.steps(), release);
        List<StepDefinition> steps = request.steps().stream()
                .map(step -> new StepDefinition(step, Optional.empty()))
                .toList();
        try {
            steps.forEach(step -> Cluster.requireActionAllowed(step, level));
            Cluster.requireRoomFor(0, steps.size());
        } catch (RuleViolationException e) {
            throw EmrServiceException.validation(String.valueOf(e.getMessage()));
        }
        BootstrapActionsValidation.checkLimit(request.bootstrapActions());
        return new Result(release, applications, securityConfiguration, steps, roles.launchError(request));
    }

    private static void checkForm(RunJobFlowRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.name(), "name")
                .maxLength(request.name(), 256, "name")
                .matches(request.name(), "[^<>$|`]*", "name")
                .notNull(request.instances(), "instances")
                .oneOf(request.scaleDownBehaviorAsString(), ScaleDownBehavior.knownValues(), "scaleDownBehavior")
                .oneOf(request.repoUpgradeOnBootAsString(), RepoUpgradeOnBoot.knownValues(), "repoUpgradeOnBoot");
        JobFlowInstancesConfig instances = request.instances();
        if (instances != null) {
            InstancesValidation.checkForm(instances, constraints);
        }
        for (int i = 0; i < request.applications().size(); i++) {
            constraints.notNull(request.applications().get(i).name(), "applications." + (i + 1) + ".member.name");
        }
        StepsValidation.checkForm(request.steps(), constraints);
        BootstrapActionsValidation.checkForm(request.bootstrapActions(), constraints);
        ManagedScalingValidation.checkForm(request.managedScalingPolicy(), "managedScalingPolicy.", constraints);
        ReleaseFeatures.checkForm(request, constraints);
        constraints.check();
    }

    private Release release(RunJobFlowRequest request) {
        String label = request.releaseLabel();
        String ami = request.amiVersion();
        if (label != null && ami != null) {
            throw EmrServiceException.validation("Only one AMI version and release label may be specified. Provided"
                    + " AMI: " + ami + ", release label: " + label + ".");
        }
        boolean hadoop = request.instances().hadoopVersion() != null;
        if (label == null ? ami == null && !hadoop : hadoop) {
            throw EmrServiceException.validation(
                    "Must specify exactly one of the following: release label, AMI version, or Hadoop version.");
        }
        if (label == null) {
            throw beforeReleases(request);
        }
        return releases.find(label)
                .orElseThrow(
                        () -> EmrServiceException.validation("The supplied release label is invalid: " + label + "."));
    }

    /** The error for a cluster of the time before release labels: one of EMR's, or that they are not here. */
    private static EmrServiceException beforeReleases(RunJobFlowRequest request) {
        String ami = request.amiVersion();
        if (ami != null && !AMI_VERSION.matcher(ami).matches()) {
            return EmrServiceException.validation("The supplied ami version is invalid.");
        }
        if (!request.applications().isEmpty()) {
            return EmrServiceException.validation(
                    "Cannot specify applications when AMI version is used. Specify supported"
                            + " products or new supported products instead.");
        }
        if (!request.configurations().isEmpty()) {
            return EmrServiceException.validation("Cannot specify configurations when AMI version is used.");
        }
        return NotSupported.error(
                "The versions before 4.0 (AmiVersion, HadoopVersion) are not supported by EMR Harness;"
                        + " give a ReleaseLabel.");
    }

    private static void checkEra(RunJobFlowRequest request, Release release) {
        if (!request.supportedProducts().isEmpty()
                || !request.newSupportedProducts().isEmpty()) {
            throw EmrServiceException.validation(
                    "Cannot specify supported products when release label is used. Specify applications instead.");
        }
        if (request.customAmiId() != null && !release.isAtLeast(5, 7)) {
            throw EmrServiceException.validation("Custom AMI is not allowed");
        }
    }

    private static List<Application> applications(RunJobFlowRequest request, Release release) {
        List<Application> given = request.applications().isEmpty()
                ? List.of(Application.builder().name(DEFAULT_APPLICATION).build())
                : request.applications();
        List<Application> told = new ArrayList<>();
        for (Application application : given) {
            String name = release.hasContents()
                    ? release.application(application.name())
                            .orElseThrow(() -> EmrServiceException.validation("Specified application: "
                                    + application.name() + " is not supported by release label " + release.label()
                                    + ". It offers " + String.join(", ", release.applications()) + "."))
                    : application.name();
            told.add(application.toBuilder()
                    .name(name)
                    .version(release.upstreamVersion(name).orElse(null))
                    .build());
        }
        return told;
    }

    /** Gives the message if the release does not have such a level of concurrency. */
    static Optional<String> checkConcurrency(int level, Release release) {
        if (level < 1 || level > Cluster.MAX_ACTIVE_STEPS) {
            return Optional.of("Invalid step concurrency level. Allowed level is from 1 to 256");
        }
        if (level > 1 && !release.isAtLeast(5, 28)) {
            return Optional.of("A step concurrency level above 1 needs release 5.28.0 or later; this cluster has "
                    + release.label() + ".");
        }
        return Optional.empty();
    }

    private static void checkLogUri(@Nullable String logUri) {
        if (logUri != null && LogDestination.parse(logUri).isEmpty()) {
            throw EmrServiceException.validation(
                    "The LogUri '" + logUri + "' is not an address in S3. It must have the form s3://bucket/prefix/.");
        }
    }
}
