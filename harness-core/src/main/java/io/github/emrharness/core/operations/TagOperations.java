package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.RuleViolationException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.AddTagsRequest;
import software.amazon.awssdk.services.emr.model.AddTagsResponse;
import software.amazon.awssdk.services.emr.model.RemoveTagsRequest;
import software.amazon.awssdk.services.emr.model.RemoveTagsResponse;

/** Changing the tags of whatever has tags. */
final class TagOperations {

    private final List<TaggedResources> kinds;

    TagOperations(TaggedResources... kinds) {
        this.kinds = List.of(kinds);
    }

    void addTo(OperationTable table) {
        table.real(AddTagsRequest.class, this::addTags);
        table.real(RemoveTagsRequest.class, this::removeTags);
    }

    AddTagsResponse addTags(AddTagsRequest request) {
        new Constraints().notNull(request.resourceId(), "resourceId").check();
        TaggedResources.Tagged resource = require(request.resourceId());
        Tags.violation(request.tags()).ifPresent(TagOperations::refuse);
        try {
            resource.addTags(Tags.withValues(request.tags()));
        } catch (RuleViolationException e) {
            refuse(String.valueOf(e.getMessage()));
        }
        return AddTagsResponse.builder().build();
    }

    RemoveTagsResponse removeTags(RemoveTagsRequest request) {
        new Constraints().notNull(request.resourceId(), "resourceId").check();
        TaggedResources.Tagged resource = require(request.resourceId());
        try {
            resource.removeTags(List.copyOf(request.tagKeys()));
        } catch (RuleViolationException e) {
            refuse(String.valueOf(e.getMessage()));
        }
        return RemoveTagsResponse.builder().build();
    }

    private TaggedResources.Tagged require(String resourceId) {
        return kinds.stream()
                .map(kind -> kind.find(resourceId))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> ClusterRegistry.noSuchCluster(resourceId));
    }

    private static void refuse(String message) {
        throw EmrServiceException.invalidRequest(null, message);
    }
}
