package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.lifecycle.HarnessClock;
import io.github.emrharness.core.model.Identifiers;
import io.github.emrharness.core.steps.LogDestination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.AuthMode;
import software.amazon.awssdk.services.emr.model.CreateStudioRequest;
import software.amazon.awssdk.services.emr.model.CreateStudioResponse;
import software.amazon.awssdk.services.emr.model.DeleteStudioRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioResponse;
import software.amazon.awssdk.services.emr.model.DescribeStudioRequest;
import software.amazon.awssdk.services.emr.model.DescribeStudioResponse;
import software.amazon.awssdk.services.emr.model.IdcUserAssignment;
import software.amazon.awssdk.services.emr.model.ListStudiosRequest;
import software.amazon.awssdk.services.emr.model.ListStudiosResponse;
import software.amazon.awssdk.services.emr.model.Studio;
import software.amazon.awssdk.services.emr.model.StudioSummary;
import software.amazon.awssdk.services.emr.model.Tag;
import software.amazon.awssdk.services.emr.model.UpdateStudioRequest;
import software.amazon.awssdk.services.emr.model.UpdateStudioResponse;

/** EMR Studios: kept and told. Nothing answers at their addresses. */
final class StudioOperations {

    private static final int MAX_SUBNETS = 5;
    private static final int MAX_SHORT = 256;
    private static final int MAX_LONG = 10_280;
    private static final int MIN_ARN = 20;
    private static final int MAX_ARN = 2048;

    private final ResourceRegistry<String, Studio> studios;
    private final StudioSessionMappings mappings;
    private final HarnessClock clock;
    private final String region;
    private final String accountId;

    StudioOperations(
            EmrServiceConfig config, ResourceRegistry<String, Studio> studios, StudioSessionMappings mappings) {
        this.studios = studios;
        this.mappings = mappings;
        clock = config.clock();
        region = config.region();
        accountId = config.accountId();
    }

    void addTo(OperationTable table) {
        table.simulated(CreateStudioRequest.class, this::create);
        table.simulated(DescribeStudioRequest.class, this::describe);
        table.simulated(UpdateStudioRequest.class, this::update);
        table.simulated(DeleteStudioRequest.class, this::delete);
        table.simulated(ListStudiosRequest.class, this::list);
    }

    CreateStudioResponse create(CreateStudioRequest request) {
        checkForm(request);
        checkSubnets(request.subnetIds());
        checkS3Location(request.defaultS3Location());
        Tags.violation(request.tags()).ifPresent(message -> {
            throw EmrServiceException.invalidRequest(null, message);
        });
        String id = Identifiers.newStudioId();
        Studio studio = Studio.builder()
                .studioId(id)
                .studioArn(Identifiers.arn(region, accountId, "studio/" + id))
                .name(request.name())
                .description(request.description())
                .authMode(request.authMode())
                .vpcId(request.vpcId())
                .subnetIds(List.copyOf(request.subnetIds()))
                .serviceRole(request.serviceRole())
                .userRole(request.userRole())
                .workspaceSecurityGroupId(request.workspaceSecurityGroupId())
                .engineSecurityGroupId(request.engineSecurityGroupId())
                .url("https://" + id + ".emrstudio-prod." + region + ".amazonaws.com")
                .creationTime(clock.now())
                .defaultS3Location(request.defaultS3Location())
                .idpAuthUrl(request.idpAuthUrl())
                .idpRelayStateParameterName(request.idpRelayStateParameterName())
                .tags(Tags.with(List.of(), Tags.withValues(request.tags())))
                .idcInstanceArn(request.idcInstanceArn())
                .trustedIdentityPropagationEnabled(request.trustedIdentityPropagationEnabled())
                .idcUserAssignment(request.idcUserAssignment())
                .encryptionKeyArn(request.encryptionKeyArn())
                .build();
        studios.add(id, studio);
        return CreateStudioResponse.builder().studioId(id).url(studio.url()).build();
    }

    private static void checkForm(CreateStudioRequest request) {
        new Constraints()
                .notNull(request.name(), "name")
                .maxLength(request.name(), MAX_SHORT, "name")
                .maxLength(request.description(), MAX_SHORT, "description")
                .notNull(request.authModeAsString(), "authMode")
                .oneOf(request.authModeAsString(), AuthMode.knownValues(), "authMode")
                .notNull(request.vpcId(), "vpcId")
                .maxLength(request.vpcId(), MAX_SHORT, "vpcId")
                .notNull(request.hasSubnetIds() ? request.subnetIds() : null, "subnetIds")
                .notNull(request.serviceRole(), "serviceRole")
                .maxLength(request.serviceRole(), MAX_LONG, "serviceRole")
                .maxLength(request.userRole(), MAX_LONG, "userRole")
                .notNull(request.workspaceSecurityGroupId(), "workspaceSecurityGroupId")
                .maxLength(request.workspaceSecurityGroupId(), MAX_SHORT, "workspaceSecurityGroupId")
                .notNull(request.engineSecurityGroupId(), "engineSecurityGroupId")
                .maxLength(request.engineSecurityGroupId(), MAX_SHORT, "engineSecurityGroupId")
                .notNull(request.defaultS3Location(), "defaultS3Location")
                .maxLength(request.defaultS3Location(), MAX_LONG, "defaultS3Location")
                .maxLength(request.idpAuthUrl(), MAX_LONG, "idpAuthUrl")
                .maxLength(request.idpRelayStateParameterName(), MAX_SHORT, "idpRelayStateParameterName")
                .oneOf(request.idcUserAssignmentAsString(), IdcUserAssignment.knownValues(), "idcUserAssignment")
                .minLength(request.idcInstanceArn(), MIN_ARN, "idcInstanceArn")
                .maxLength(request.idcInstanceArn(), MAX_ARN, "idcInstanceArn")
                .maxLength(request.encryptionKeyArn(), MAX_LONG, "encryptionKeyArn")
                .check();
    }

    private static void checkSubnets(List<String> subnets) {
        if (subnets.isEmpty() || subnets.size() > MAX_SUBNETS) {
            throw EmrServiceException.invalidRequest(
                    null, "A Studio has 1 to " + MAX_SUBNETS + " subnets; this request names " + subnets.size() + ".");
        }
    }

    private static void checkS3Location(String location) {
        if (LogDestination.parse(location).isEmpty()) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The DefaultS3Location '" + location
                            + "' is not an address in S3. It must have the form s3://bucket/prefix.");
        }
    }

    DescribeStudioResponse describe(DescribeStudioRequest request) {
        new Constraints().notNull(request.studioId(), "studioId").check();
        return DescribeStudioResponse.builder()
                .studio(require(request.studioId()))
                .build();
    }

    UpdateStudioResponse update(UpdateStudioRequest request) {
        new Constraints()
                .notNull(request.studioId(), "studioId")
                .maxLength(request.name(), MAX_SHORT, "name")
                .maxLength(request.description(), MAX_SHORT, "description")
                .maxLength(request.defaultS3Location(), MAX_LONG, "defaultS3Location")
                .maxLength(request.encryptionKeyArn(), MAX_LONG, "encryptionKeyArn")
                .check();
        if (request.hasSubnetIds()) {
            checkSubnets(request.subnetIds());
        }
        if (request.defaultS3Location() != null) {
            checkS3Location(request.defaultS3Location());
        }
        if (!studios.update(request.studioId(), studio -> updated(studio, request))) {
            throw doesNotExist();
        }
        return UpdateStudioResponse.builder().build();
    }

    private static Studio updated(Studio studio, UpdateStudioRequest request) {
        if (request.hasSubnetIds()) {
            List<String> missing = new ArrayList<>(studio.subnetIds());
            missing.removeAll(request.subnetIds());
            if (!missing.isEmpty()) {
                throw EmrServiceException.invalidRequest(
                        null, "The subnets of a Studio cannot be taken away from it; SubnetIds lacks " + missing + ".");
            }
        }
        return studio.toBuilder()
                .name(orElse(request.name(), studio.name()))
                .description(orElse(request.description(), studio.description()))
                .subnetIds(request.hasSubnetIds() ? List.copyOf(request.subnetIds()) : studio.subnetIds())
                .defaultS3Location(orElse(request.defaultS3Location(), studio.defaultS3Location()))
                .encryptionKeyArn(orElse(request.encryptionKeyArn(), studio.encryptionKeyArn()))
                .build();
    }

    private static @Nullable String orElse(@Nullable String given, @Nullable String old) {
        return given == null ? old : given;
    }

    /** Deletes a Studio and its session mappings. */
    DeleteStudioResponse delete(DeleteStudioRequest request) {
        new Constraints().notNull(request.studioId(), "studioId").check();
        if (!studios.remove(request.studioId())) {
            throw doesNotExist();
        }
        mappings.removeAllOf(request.studioId());
        return DeleteStudioResponse.builder().build();
    }

    ListStudiosResponse list(ListStudiosRequest request) {
        Page<ResourceRegistry.Entry<String, Studio>> page = Page.of(
                studios.createdBefore(Page.startOf(request.marker())), entry -> true, ResourceRegistry.Entry::number);
        return ListStudiosResponse.builder()
                .studios(page.items().stream()
                        .map(entry -> summary(entry.value()))
                        .toList())
                .marker(page.marker())
                .build();
    }

    private static StudioSummary summary(Studio studio) {
        return StudioSummary.builder()
                .studioId(studio.studioId())
                .name(studio.name())
                .vpcId(studio.vpcId())
                .description(studio.description())
                .url(studio.url())
                .authMode(studio.authMode())
                .creationTime(studio.creationTime())
                .build();
    }

    /** A Studio for AddTags and RemoveTags. */
    Optional<TaggedResources.Tagged> tagged(String id) {
        return studios.find(id).map(studio -> new TaggedResources.Tagged() {
            @Override
            public void addTags(List<Tag> tags) {
                change(current -> Tags.with(current, tags));
            }

            @Override
            public void removeTags(List<String> keys) {
                change(current -> Tags.without(current, keys));
            }

            private void change(UnaryOperator<List<Tag>> change) {
                studios.update(id, current -> current.toBuilder()
                        .tags(change.apply(current.tags()))
                        .build());
            }
        });
    }

    private Studio require(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(studios::find).orElseThrow(StudioOperations::doesNotExist);
    }

    static EmrServiceException doesNotExist() {
        return EmrServiceException.invalidRequest(null, "Studio does not exist.");
    }
}
