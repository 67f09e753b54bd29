package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a fresh loader is prepared before a process needs it.
 *
 * @param classes to load, without initialising them, on all processors; names that are not on the class path are skipped
 * @param program to run afterwards, as a process of its own whose loader is then used again; null for none. Its class path
 *     must be the one that is warmed
 */
public record WarmUp(List<String> classes, @Nullable JavaCommand program) {

    public WarmUp {
        classes = List.copyOf(classes);
    }

    public static WarmUp classes(List<String> names) {
        return new WarmUp(names, null);
    }

    public static WarmUp program(JavaCommand command) {
        return new WarmUp(List.of(), command);
    }
}
