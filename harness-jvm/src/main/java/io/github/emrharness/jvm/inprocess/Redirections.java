package io.github.emrharness.jvm.inprocess;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members of the JDK the {@link ProcessFacade} and the {@link FileFacade} stand for, by class file names. */
final class Redirections {

    /** The facade's name in class files. */
    static final String FACADE = ProcessFacade.class.getName().replace('.', '/');

    /** The same for files. */
    static final String FILE_FACADE = FileFacade.class.getName().replace('.', '/');

    /** Stands for all of {@link java.nio.file.Files}; see {@link FilesBytes}. */
    static final String FILES = FACADE.substring(0, FACADE.lastIndexOf('/') + 1) + "ProcessFiles";

    static final String JDK_FILES = "java/nio/file/Files";
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
            Map.entry("java/sql/DriverManager", Set.of("getConnection", "getDriver", "getDrivers", "drivers")),
            Map.entry("java/io/File", Set.of("createTempFile")),
            Map.entry("java/nio/channels/FileChannel", Set.of("open")),
            Map.entry(URL, Set.of("setURLStreamHandlerFactory")),
            Map.entry("java/util/logging/Logger", Set.of("getLogger", "getAnonymousLogger", "getGlobal")),
            Map.entry("java/util/logging/LogManager", Set.of("getLogManager")));

    static final Map<String, Set<String>> METHODS = Map.of(
            "java/lang/Runtime", Set.of("exit", "halt", "addShutdownHook", "removeShutdownHook", "exec", "maxMemory"),
            "java/lang/ProcessBuilder", Set.of("environment", "start"),
            "java/lang/ThreadGroup", Set.of("getParent"),
            "java/io/File",
                    Set.of(
                            "getAbsoluteFile",
                            "getAbsolutePath",
                            "getCanonicalFile",
                            "getCanonicalPath",
                            "toURI",
                            "toURL",
                            "exists",
                            "isFile",
                            "isDirectory",
                            "isHidden",
                            "canRead",
                            "canWrite",
                            "canExecute",
                            "length",
                            "lastModified",
                            "getFreeSpace",
                            "getTotalSpace",
                            "getUsableSpace",
                            "createNewFile",
                            "delete",
                            "deleteOnExit",
                            "mkdir",
                            "mkdirs",
                            "renameTo",
                            "setLastModified",
                            "setReadOnly",
                            "setReadable",
                            "setWritable",
                            "setExecutable",
                            "list",
                            "listFiles"),
            "java/nio/file/Path", Set.of("toAbsolutePath", "toRealPath", "toUri"),
            "java/net/URI", Set.of("toURL"));

    private static final Set<String> FILE_OWNERS =
            Set.of("java/io/File", "java/nio/file/Path", "java/nio/channels/FileChannel");

    /** Their constructors may take a path, always as the first argument. */
    private static final Set<String> OPENERS = Set.of(
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/io/FileReader",
            "java/io/FileWriter",
            "java/io/PrintStream",
            "java/io/PrintWriter",
            "java/io/RandomAccessFile",
            "java/util/Formatter",
            "java/util/Scanner",
            "java/util/jar/JarFile",
            "java/util/zip/ZipFile");

    private static final Set<String> STREAMS = Set.of("in", "out", "err");

    private Redirections() {}

    /** Whether this is one of the classes that stand for others, and is to stay as it is. */
    static boolean isFacade(@Nullable String name) {
        return FACADE.equals(name) || FILE_FACADE.equals(name) || FILES.equals(name);
    }

    /** The class that has the methods that stand for this one's. */
    static String facadeOf(String owner) {
        if (owner.equals(JDK_FILES)) {
            return FILES;
        }
        return FILE_OWNERS.contains(owner) ? FILE_FACADE : FACADE;
    }

    static boolean isStaticMethod(String owner, String name) {
        return owner.equals(JDK_FILES) || contains(STATIC_METHODS.get(owner), name);
    }

    static boolean isMethod(String owner, String name) {
        return contains(METHODS.get(owner), name);
    }

    static boolean isField(String owner, String name) {
        return owner.equals("java/lang/System") && STREAMS.contains(name);
    }

    static boolean isConstructor(String owner, String name, String descriptor) {
        return name.equals("<init>") && (isUrl(owner, descriptor) || isOpener(owner, descriptor));
    }

    static boolean isUrl(String owner, String descriptor) {
        return owner.equals(URL) && (descriptor.equals(URL_FROM_SPEC) || descriptor.equals(URL_IN_CONTEXT));
    }

    private static boolean isOpener(String owner, String descriptor) {
        return OPENERS.contains(owner)
                && (descriptor.startsWith("(Ljava/io/File;")
                        || descriptor.startsWith("(Ljava/nio/file/Path;")
                        // A scanner reads the string itself.
                        || descriptor.startsWith("(Ljava/lang/String;") && !owner.equals("java/util/Scanner"));
    }

    /** Whether the class has any member of interest; a cheap first question. */
    static boolean concerns(String owner) {
        return STATIC_METHODS.containsKey(owner)
                || METHODS.containsKey(owner)
                || OPENERS.contains(owner)
                || owner.equals(JDK_FILES);
    }

    private static boolean contains(@Nullable Set<String> names, String name) {
        return names != null && names.contains(name);
    }
}
