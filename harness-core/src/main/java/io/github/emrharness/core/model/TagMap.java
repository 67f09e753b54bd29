package io.github.emrharness.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.emr.model.Tag;

/** The tags of one resource, in the order in which their keys first came. Guarded by the resource's lock. */
public final class TagMap {

    private final Map<String, Tag> byKey = new LinkedHashMap<>();

    public TagMap(List<Tag> tags) {
        add(tags);
    }

    /** A tag whose key is there already replaces it. */
    public void add(List<Tag> tags) {
        tags.forEach(tag -> byKey.put(tag.key(), tag));
    }

    public void remove(List<String> keys) {
        keys.forEach(byKey::remove);
    }

    public List<Tag> list() {
        return List.copyOf(byKey.values());
    }
}
