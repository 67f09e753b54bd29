package io.github.emrharness.jvm.inprocess;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a fresh loader is prepared before a process needs it.
 *
 * @param classes to load, without initialising them, on all processors; names that are not on the class path are skipped
 * @param program to run afterwards, another one for each loader; null for none
 */
public record WarmUp(List<String> classes, @Nullable Supplier<? extends WarmUpProgram> program) {

    public WarmUp {
        classes = List.copyOf(classes);
    }

    public static WarmUp classes(List<String> names) {
        return new WarmUp(names, null);
    }

    public static WarmUp program(Supplier<? extends WarmUpProgram> program) {
        return new WarmUp(List.of(), program);
    }
}
