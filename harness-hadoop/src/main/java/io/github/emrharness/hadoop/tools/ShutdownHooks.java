package io.github.emrharness.hadoop.tools;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.util.ShutdownHookManager;

/** The hooks that Hadoop keeps for the end of its JVM, in a manager of its own that shows them to nobody. */
final class ShutdownHooks {

    private ShutdownHooks() {}

    static List<Runnable> inOrder() throws ReflectiveOperationException {
        Method inOrder = ShutdownHookManager.class.getDeclaredMethod("getShutdownHooksInOrder");
        inOrder.setAccessible(true);
        List<Runnable> hooks = new ArrayList<>();
        for (Object entry : (List<?>) inOrder.invoke(ShutdownHookManager.get())) {
            Method getHook = entry.getClass().getDeclaredMethod("getHook");
            getHook.setAccessible(true);
            hooks.add((Runnable) getHook.invoke(entry));
        }
        return hooks;
    }

    /** Takes away those that classes of this name, and lambdas in them, have registered. */
    static void removeThoseOf(String className) throws ReflectiveOperationException {
        for (Runnable hook : inOrder()) {
            if (hook.getClass().getName().startsWith(className)) {
                ShutdownHookManager.get().removeShutdownHook(hook);
            }
        }
    }
}
