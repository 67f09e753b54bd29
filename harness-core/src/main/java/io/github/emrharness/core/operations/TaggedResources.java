package io.github.emrharness.core.operations;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.emr.model.Tag;

/** One kind of the resources that AddTags and RemoveTags can name, such as clusters or studios. */
interface TaggedResources {

    /** The resource of that id; empty if this kind has none. */
    Optional<Tagged> find(String resourceId);

    /** A resource whose tags can change. */
    interface Tagged {

        /**
         * Adds the tags; one whose key is there already replaces it.
         *
         * @param tags valid ones, each with a value
         * @throws io.github.emrharness.core.model.RuleViolationException if the resource's tags cannot change any more
         */
        void addTags(List<Tag> tags);

        /**
         * Removes the tags with these keys, as far as there are any.
         *
         * @throws io.github.emrharness.core.model.RuleViolationException if the resource's tags cannot change any more
         */
        void removeTags(List<String> keys);
    }
}
