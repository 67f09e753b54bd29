package io.github.emrharness.core.operations;

import io.github.emrharness.core.account.ResourceRegistry;
import io.github.emrharness.core.lifecycle.HarnessClock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.CreateStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.CreateStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.DeleteStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.IdentityType;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsRequest;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsResponse;
import software.amazon.awssdk.services.emr.model.SessionMappingDetail;
import software.amazon.awssdk.services.emr.model.SessionMappingSummary;
import software.amazon.awssdk.services.emr.model.Studio;
import software.amazon.awssdk.services.emr.model.UpdateStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.UpdateStudioSessionMappingResponse;

/**
 * Which users and groups may enter a Studio. There is no Identity Center here that knows the name that belongs to an id:
 * a mapping is found, and told, by the one that it was made with.
 */
final class StudioSessionMappings {

    private static final int MAX_LENGTH = 256;

    private final ResourceRegistry<String, Studio> studios;
    private final ResourceRegistry<Key, SessionMappingDetail> mappings = new ResourceRegistry<>();
    private final HarnessClock clock;

    StudioSessionMappings(ResourceRegistry<String, Studio> studios, HarnessClock clock) {
        this.studios = studios;
        this.clock = clock;
    }

    void addTo(OperationTable table) {
        table.simulated(CreateStudioSessionMappingRequest.class, this::create);
        table.simulated(GetStudioSessionMappingRequest.class, this::get);
        table.simulated(UpdateStudioSessionMappingRequest.class, this::update);
        table.simulated(DeleteStudioSessionMappingRequest.class, this::delete);
        table.simulated(ListStudioSessionMappingsRequest.class, this::list);
    }

    CreateStudioSessionMappingResponse create(CreateStudioSessionMappingRequest request) {
        checkPolicy(request.sessionPolicyArn());
        Key key = key(request.studioId(), request.identityTypeAsString(), request.identityId(), request.identityName());
        SessionMappingDetail mapping = SessionMappingDetail.builder()
                .studioId(key.studioId())
                .identityId(request.identityId())
                .identityName(request.identityName())
                .identityType(key.type())
                .sessionPolicyArn(request.sessionPolicyArn())
                .creationTime(clock.now())
                .lastModifiedTime(clock.now())
                .build();
        if (!mappings.add(key, mapping)) {
            throw EmrServiceException.invalidRequest(null, "Studio session mapping already exists.");
        }
        return CreateStudioSessionMappingResponse.builder().build();
    }

    GetStudioSessionMappingResponse get(GetStudioSessionMappingRequest request) {
        Key key = key(request.studioId(), request.identityTypeAsString(), request.identityId(), request.identityName());
        return GetStudioSessionMappingResponse.builder()
                .sessionMapping(mappings.find(key).orElseThrow(StudioSessionMappings::doesNotExist))
                .build();
    }

    UpdateStudioSessionMappingResponse update(UpdateStudioSessionMappingRequest request) {
        checkPolicy(request.sessionPolicyArn());
        Key key = key(request.studioId(), request.identityTypeAsString(), request.identityId(), request.identityName());
        boolean found = mappings.update(key, mapping -> mapping.toBuilder()
                .sessionPolicyArn(request.sessionPolicyArn())
                .lastModifiedTime(clock.now())
                .build());
        if (!found) {
            throw doesNotExist();
        }
        return UpdateStudioSessionMappingResponse.builder().build();
    }

    DeleteStudioSessionMappingResponse delete(DeleteStudioSessionMappingRequest request) {
        Key key = key(request.studioId(), request.identityTypeAsString(), request.identityId(), request.identityName());
        if (!mappings.remove(key)) {
            throw doesNotExist();
        }
        return DeleteStudioSessionMappingResponse.builder().build();
    }

    /** Lists the mappings of one Studio, or of all if none is named. */
    ListStudioSessionMappingsResponse list(ListStudioSessionMappingsRequest request) {
        new Constraints()
                .oneOf(request.identityTypeAsString(), IdentityType.knownValues(), "identityType")
                .check();
        String studioId = request.studioId();
        if (studioId != null && studios.find(studioId).isEmpty()) {
            throw StudioOperations.doesNotExist();
        }
        Predicate<Key> wanted = key -> (studioId == null || studioId.equals(key.studioId()))
                && (request.identityType() == null || request.identityType() == key.type());
        Page<ResourceRegistry.Entry<Key, SessionMappingDetail>> page = Page.of(
                mappings.createdBefore(Page.startOf(request.marker())),
                entry -> wanted.test(entry.key()),
                ResourceRegistry.Entry::number);
        return ListStudioSessionMappingsResponse.builder()
                .sessionMappings(page.items().stream()
                        .map(entry -> summary(entry.value()))
                        .toList())
                .marker(page.marker())
                .build();
    }

    private static SessionMappingSummary summary(SessionMappingDetail mapping) {
        return SessionMappingSummary.builder()
                .studioId(mapping.studioId())
                .identityId(mapping.identityId())
                .identityName(mapping.identityName())
                .identityType(mapping.identityType())
                .sessionPolicyArn(mapping.sessionPolicyArn())
                .creationTime(mapping.creationTime())
                .build();
    }

    void removeAllOf(String studioId) {
        mappings.removeAll(key -> key.studioId().equals(studioId));
    }

    private static void checkPolicy(@Nullable String arn) {
        new Constraints()
                .notNull(arn, "sessionPolicyArn")
                .maxLength(arn, MAX_LENGTH, "sessionPolicyArn")
                .check();
    }

    private Key key(
            @Nullable String studioId,
            @Nullable String identityType,
            @Nullable String identityId,
            @Nullable String identityName) {
        new Constraints()
                .notNull(studioId, "studioId")
                .notNull(identityType, "identityType")
                .oneOf(identityType, IdentityType.knownValues(), "identityType")
                .maxLength(identityId, MAX_LENGTH, "identityId")
                .maxLength(identityName, MAX_LENGTH, "identityName")
                .check();
        if ((identityId == null) == (identityName == null)) {
            throw EmrServiceException.invalidRequest(
                    null, "Either IdentityName or IdentityId must be specified, but not both.");
        }
        if (studioId == null || studios.find(studioId).isEmpty()) {
            throw StudioOperations.doesNotExist();
        }
        return new Key(
                studioId,
                IdentityType.fromValue(identityType),
                identityId != null,
                identityId != null ? identityId : identityName);
    }

    private static EmrServiceException doesNotExist() {
        return EmrServiceException.invalidRequest(null, "Studio session mapping does not exist.");
    }

    /** Whom a mapping is for. */
    private record Key(String studioId, IdentityType type, boolean byId, String identity) {}
}
