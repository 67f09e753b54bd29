package io.github.emrharness.jvm.launch;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds and calls a main method with the rules, and the messages, of the {@code java} command of Java 17. */
public final class JavaMain {

    private static final String EXPECTED =
            "please define the main method as:%n   public static void main(String[] args)";

    private JavaMain() {}

    /**
     * @return false if there is nothing to call; stderr says why
     * @throws Throwable what main throws, its trace beginning at main
     */
    public static boolean run(ClassLoader loader, String mainClass, List<String> arguments, PrintStream err)
            throws Throwable {
        Method main = find(loader, mainClass, err);
        if (main == null) {
            return false;
        }
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            trim(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
            throw thrown;
        }
        return true;
    }

    private static @Nullable Method find(ClassLoader loader, String mainClass, PrintStream err) {
        String name = mainClass.replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, loader);
            Method main = type.getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers())) {
                err.printf("Error: Main method is not static in class %s, " + EXPECTED + "%n", name);
                return null;
            }
            if (main.getReturnType() != void.class) {
                err.printf("Error: Main method must return a value of type void in class %s, " + EXPECTED + "%n", name);
                return null;
            }
            return main;
        } catch (NoSuchMethodException e) {
            err.printf(
                    "Error: Main method not found in class %s, " + EXPECTED
                            + "%nor a JavaFX application class must extend javafx.application.Application%n",
                    name);
        } catch (ClassNotFoundException e) {
            err.printf("Error: Could not find or load main class %s%nCaused by: %s%n", mainClass, e);
        } catch (NoClassDefFoundError e) {
            // The class itself is of another name (a wrong case, a path), or something that its methods mention is
            // missing.
            String what = String.valueOf(e.getMessage()).contains("wrong name")
                    ? "Could not find or load main class "
                    : "Unable to initialize main class ";
            err.printf("Error: %s%s%nCaused by: %s%n", what, name, e);
        } catch (LinkageError e) {
            err.printf("Error: LinkageError occurred while loading main class %s%n\t%s%n", name, e);
        }
        return null;
    }

    /** Takes away the frames below main, which a JVM that was started for it would not have. */
    private static void trim(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        int end = frames.length;
        for (int i = frames.length - 1; i >= 0; i--) {
            if (frames[i].getClassName().equals(JavaMain.class.getName())) {
                end = i;
                while (end > 0 && isReflection(frames[end - 1].getClassName())) {
                    end--;
                }
                break;
            }
        }
        if (end < frames.length) {
            thrown.setStackTrace(Arrays.copyOf(frames, end));
        }
        trim(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            trim(suppressed, seen);
        }
    }

    private static boolean isReflection(String className) {
        return className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.reflect.")
                || className.startsWith("java.lang.invoke.");
    }
}
