package io.github.emrharness.core.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The resources of one kind, by key and in the order of their creation. Safe for use by many threads.
 *
 * @param <K> what a resource is found by
 * @param <V> an immutable value, or an aggregate that guards itself
 */
public final class ResourceRegistry<K, V> {

    private final Map<K, Entry<K, V>> byKey = new HashMap<>();
    private final NavigableMap<Long, Entry<K, V>> byNumber = new TreeMap<>();
    private long added;

    /** Adds a resource; returns false, and changes nothing, if there is one of that key. */
    public synchronized boolean add(K key, V value) {
        if (byKey.containsKey(key)) {
            return false;
        }
        put(new Entry<>(++added, key, value));
        return true;
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(byKey.get(key)).map(Entry::value);
    }

    /** Puts what the function makes of the resource in its place; returns false if there is none of that key. */
    public synchronized boolean update(K key, UnaryOperator<V> change) {
        Entry<K, V> entry = byKey.get(key);
        if (entry == null) {
            return false;
        }
        put(new Entry<>(entry.number(), key, change.apply(entry.value())));
        return true;
    }

    /** Removes the resource; returns false if there is none of that key. */
    public synchronized boolean remove(K key) {
        Entry<K, V> removed = byKey.remove(key);
        if (removed == null) {
            return false;
        }
        byNumber.remove(removed.number());
        return true;
    }

    /** Removes the resources whose keys match. */
    public synchronized void removeAll(Predicate<K> keys) {
        byKey.keySet().removeIf(keys);
        byNumber.values().removeIf(entry -> keys.test(entry.key()));
    }

    /** Those created before that number, newest first. */
    public synchronized List<Entry<K, V>> createdBefore(long number) {
        return List.copyOf(byNumber.headMap(number, false).descendingMap().values());
    }

    private void put(Entry<K, V> entry) {
        byKey.put(entry.key(), entry);
        byNumber.put(entry.number(), entry);
    }

    /** A resource and its place in the order of creation. */
    public record Entry<K, V>(long number, K key, V value) {}
}
