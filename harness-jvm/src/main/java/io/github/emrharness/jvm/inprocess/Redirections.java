package io.github.emrharness.jvm.inprocess;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members of the JDK the {@link ProcessFacade} stands for, by class file names. */
final class Redirections {

    /** The facade's name in class files. */
    static final String FACADE = ProcessFacade.class.getName().replace('.', '/');

    static final String URL = "java/net/URL";
    static final String URL_FROM_SPEC = "(Ljava/lang/String;)V";
    static final String URL_IN_CONTEXT = "(Ljava/net/URL;Ljava/lang/String;)V";

    static final Map<String, Set<String>> STATIC_METHODS = Map.ofEntries(
            Map.entry(
                    "java/lang/System",
                    Set.of(
                            "exit",
                            "setIn",
                            "setOut",
                            "setErr",
                            "console",
                            "getProperties",
                            "setProperties",
                            "getProperty",
                            "setProperty",
                            "clearProperty",
                            "getenv")),
            Map.entry("java/lang/Boolean", Set.of("getBoolean")),
            Map.entry("java/lang/Integer", Set.of("getInteger")),
            Map.entry("java/lang/Long", Set.of("getLong")),
            Map.entry("java/lang/ProcessBuilder", Set.of("startPipeline")),
            Map.entry(
                    "java/lang/Thread",
                    Set.of("getDefaultUncaughtExceptionHandler", "setDefaultUncaughtExceptionHandler")),
            Map.entry(URL, Set.of("setURLStreamHandlerFactory")),
            Map.entry("java/util/logging/Logger", Set.of("getLogger", "getAnonymousLogger", "getGlobal")),
            Map.entry("java/util/logging/LogManager", Set.of("getLogManager")));

    static final Map<String, Set<String>> METHODS = Map.of(
            "java/lang/Runtime", Set.of("exit", "halt", "addShutdownHook", "removeShutdownHook", "exec"),
            "java/lang/ProcessBuilder", Set.of("environment", "start"),
            "java/lang/ThreadGroup", Set.of("getParent"),
            "java/io/File", Set.of("deleteOnExit"),
            "java/net/URI", Set.of("toURL"));

    private static final Set<String> STREAMS = Set.of("in", "out", "err");

    private Redirections() {}

    static boolean isStaticMethod(String owner, String name) {
        return contains(STATIC_METHODS.get(owner), name);
    }

    static boolean isMethod(String owner, String name) {
        return contains(METHODS.get(owner), name);
    }

    static boolean isField(String owner, String name) {
        return owner.equals("java/lang/System") && STREAMS.contains(name);
    }

    static boolean isConstructor(String owner, String name, String descriptor) {
        return owner.equals(URL)
                && name.equals("<init>")
                && (descriptor.equals(URL_FROM_SPEC) || descriptor.equals(URL_IN_CONTEXT));
    }

    /** Whether the class has any member of interest; a cheap first question. */
    static boolean concerns(String owner) {
        return STATIC_METHODS.containsKey(owner) || METHODS.containsKey(owner);
    }

    private static boolean contains(@Nullable Set<String> names, String name) {
        return names != null && names.contains(name);
    }
}
