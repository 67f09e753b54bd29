package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.account.SecurityConfiguration;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Cluster;
import io.github.emrharness.core.model.Identifiers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.CreatePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiRequest;
import software.amazon.awssdk.services.emr.model.DescribePersistentAppUiResponse;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetOnClusterAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlRequest;
import software.amazon.awssdk.services.emr.model.GetPersistentAppUiPresignedUrlResponse;
import software.amazon.awssdk.services.emr.model.OnClusterAppUIType;
import software.amazon.awssdk.services.emr.model.PersistentAppUI;
import software.amazon.awssdk.services.emr.model.PersistentAppUIType;
import software.amazon.awssdk.services.emr.model.ProfilerType;

/**
 * The web interfaces of the applications, on the cluster and beside it: kept and told, with addresses of EMR's shape at
 * which nothing answers.
 */
final class AppUiOperations {

    /** The status that clients of the API wait for; others are not documented. */
    private static final String ATTACHED = "ATTACHED";

    /** How long the interfaces beside a cluster outlive it. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MIN_ARN = 20;
    private static final int MAX_ARN = 2048;

    private static final Map<PersistentAppUIType, String> PERSISTENT_PATHS =
            Map.of(PersistentAppUIType.SHS, "shs", PersistentAppUIType.TEZ, "tez", PersistentAppUIType.YTS, "yts");

    /** The first three are those of the EMR Studio page "Debug applications and jobs"; the others follow their form. */
    private static final Map<OnClusterAppUIType, String> ON_CLUSTER_PATHS = Map.of(
            OnClusterAppUIType.SPARK_HISTORY_SERVER, "shs",
            OnClusterAppUIType.YARN_TIMELINE_SERVICE, "yts",
            OnClusterAppUIType.RESOURCE_MANAGER, "rm",
            OnClusterAppUIType.TEZ_UI, "tez",
            OnClusterAppUIType.APPLICATION_MASTER, "proxy",
            OnClusterAppUIType.JOB_HISTORY_SERVER, "jhs");

    private final ClusterRegistry clusters;
    private final ReadyClusters readyClusters;
    private final ResourceRegistry<String, Attached> interfaces = new ResourceRegistry<>();
    private final HarnessClock clock;
    private final String region;

    AppUiOperations(EmrServiceConfig config, ClusterRegistry clusters) {
        this.clusters = clusters;
        readyClusters = new ReadyClusters(clusters);
        clock = config.clock();
        region = config.region();
    }

    void addTo(OperationTable table) {
        table.simulated(CreatePersistentAppUiRequest.class, this::create);
        table.simulated(DescribePersistentAppUiRequest.class, this::describe);
        table.simulated(GetPersistentAppUiPresignedUrlRequest.class, this::persistentUrl);
        table.simulated(GetOnClusterAppUiPresignedUrlRequest.class, this::onClusterUrl);
    }

    CreatePersistentAppUiResponse create(CreatePersistentAppUiRequest request) {
        String arn = request.targetResourceArn();
        new Constraints()
                .notNull(arn, "targetResourceArn")
                .minLength(arn, MIN_ARN, "targetResourceArn")
                .maxLength(arn, MAX_ARN, "targetResourceArn")
                .oneOf(request.profilerTypeAsString(), ProfilerType.knownValues(), "profilerType")
                .check();
        if (request.emrContainersConfig() != null) {
            throw NotSupported.error("EMRContainersConfig of CreatePersistentAppUI is not supported by EMR Harness: it"
                    + " has no EMR on EKS.");
        }
        Tags.violation(request.tags()).ifPresent(message -> {
            throw EmrServiceException.invalidRequest(null, message);
        });
        Cluster cluster = cluster(arn);
        requireKept(cluster);
        String id = Identifiers.newPersistentAppUiId();
        Instant now = clock.now();
        interfaces.add(
                id,
                new Attached(
                        cluster,
                        PersistentAppUI.builder()
                                .persistentAppUIId(id)
                                .persistentAppUITypeList(types(request.profilerType()))
                                .persistentAppUIStatus(ATTACHED)
                                .creationTime(now)
                                .lastModifiedTime(now)
                                .tags(Tags.with(List.of(), Tags.withValues(request.tags())))
                                .build()));
        return CreatePersistentAppUiResponse.builder()
                .persistentAppUIId(id)
                .runtimeRoleEnabledCluster(cluster.definition()
                        .securityConfiguration()
                        .map(SecurityConfiguration::runtimeRoles)
                        .orElse(false))
                .build();
    }

    private static List<PersistentAppUIType> types(@Nullable ProfilerType profiler) {
        if (profiler == null) {
            return List.of(PersistentAppUIType.SHS, PersistentAppUIType.TEZ, PersistentAppUIType.YTS);
        }
        return switch (profiler) {
            case SHS -> List.of(PersistentAppUIType.SHS);
            case TEZUI -> List.of(PersistentAppUIType.TEZ);
            case YTS -> List.of(PersistentAppUIType.YTS);
            case UNKNOWN_TO_SDK_VERSION -> List.of();
        };
    }

    private Cluster cluster(String arn) {
        Cluster cluster = clusters.require(arn.substring(arn.lastIndexOf('/') + 1));
        if (!cluster.definition().clusterArn().equals(arn)) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The TargetResourceArn '" + arn + "' is not valid: that of cluster '" + cluster.id() + "' is "
                            + cluster.definition().clusterArn() + ".");
        }
        return cluster;
    }

    private void requireKept(Cluster cluster) {
        Instant ended = cluster.status().timeline().endDateTime();
        if (ended != null && ended.plus(KEPT).isBefore(clock.now())) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The persistent application user interfaces of cluster '" + cluster.id()
                            + "' are gone: it ended more than " + KEPT.toDays() + " days ago.");
        }
    }

    DescribePersistentAppUiResponse describe(DescribePersistentAppUiRequest request) {
        return DescribePersistentAppUiResponse.builder()
                .persistentAppUI(require(request.persistentAppUIId()).told())
                .build();
    }

    GetPersistentAppUiPresignedUrlResponse persistentUrl(GetPersistentAppUiPresignedUrlRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.persistentAppUIId(), "persistentAppUIId")
                .oneOf(request.persistentAppUITypeAsString(), PersistentAppUIType.knownValues(), "persistentAppUIType");
        SecurityRules.checkForm(request.executionRoleArn(), "executionRoleArn", constraints);
        constraints.check();
        Attached attached = require(request.persistentAppUIId());
        requireKept(attached.cluster());
        List<PersistentAppUIType> types = attached.told().persistentAppUITypeList();
        PersistentAppUIType type = request.persistentAppUIType() == null ? types.get(0) : request.persistentAppUIType();
        if (!types.contains(type)) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The persistent application user interface '" + request.persistentAppUIId() + "' has no " + type
                            + ", only " + types + ".");
        }
        return GetPersistentAppUiPresignedUrlResponse.builder()
                .presignedURLReady(true)
                .presignedURL(url(
                        String.valueOf(request.persistentAppUIId()),
                        PERSISTENT_PATHS.getOrDefault(type, "shs"),
                        request.applicationId()))
                .build();
    }

    GetOnClusterAppUiPresignedUrlResponse onClusterUrl(GetOnClusterAppUiPresignedUrlRequest request) {
        Constraints constraints = new Constraints()
                .notNull(request.clusterId(), "clusterId")
                .oneOf(request.onClusterAppUITypeAsString(), OnClusterAppUIType.knownValues(), "onClusterAppUIType");
        SecurityRules.checkForm(request.executionRoleArn(), "executionRoleArn", constraints);
        constraints.check();
        Cluster cluster = readyClusters.require(request.clusterId());
        OnClusterAppUIType type = request.onClusterAppUIType() == null
                ? OnClusterAppUIType.SPARK_HISTORY_SERVER
                : request.onClusterAppUIType();
        GetOnClusterAppUiPresignedUrlResponse.Builder response =
                GetOnClusterAppUiPresignedUrlResponse.builder().presignedURLReady(true);
        if (!Boolean.TRUE.equals(request.dryRun())) {
            response.presignedURL(
                    url(cluster.id(), ON_CLUSTER_PATHS.getOrDefault(type, "shs"), request.applicationId()));
        }
        return response.build();
    }

    /** An address that only looks like EMR's: the host does not exist, and the token opens nothing. */
    private String url(String host, String path, @Nullable String applicationId) {
        return "https://" + host.toLowerCase(Locale.ROOT) + ".emrappui-prod." + region + ".amazonaws.com/" + path
                + (applicationId == null ? "" : "/history/" + applicationId) + "?authToken=" + UUID.randomUUID();
    }

    private Attached require(@Nullable String id) {
        new Constraints().notNull(id, "persistentAppUIId").check();
        return interfaces
                .find(String.valueOf(id))
                .orElseThrow(() -> EmrServiceException.invalidRequest(
                        null, "Persistent application user interface id '" + id + "' is not valid."));
    }

    private record Attached(Cluster cluster, PersistentAppUI told) {}
}
