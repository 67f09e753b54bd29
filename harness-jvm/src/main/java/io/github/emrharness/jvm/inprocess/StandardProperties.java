package io.github.emrharness.jvm.inprocess;

import io.github.emrharness.jvm.JavaCommand;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The system properties that every JVM has, as this one has them; nothing that was set here with {@code -D}. */
final class StandardProperties {

    private static final List<String> NAMES = List.of(
            "file.encoding",
            "file.separator",
            "java.class.version",
            "java.home",
            "java.io.tmpdir",
            "java.library.path",
            "java.runtime.name",
            "java.runtime.version",
            "java.specification.maintenance.version",
            "java.specification.name",
            "java.specification.vendor",
            "java.specification.version",
            "java.vendor",
            "java.vendor.url",
            "java.vendor.url.bug",
            "java.vendor.version",
            "java.version",
            "java.version.date",
            "java.vm.compressedOopsMode",
            "java.vm.info",
            "java.vm.name",
            "java.vm.specification.name",
            "java.vm.specification.vendor",
            "java.vm.specification.version",
            "java.vm.vendor",
            "java.vm.version",
            "jdk.debug",
            "line.separator",
            "native.encoding",
            "os.arch",
            "os.name",
            "os.version",
            "path.separator",
            "sun.arch.data.model",
            "sun.boot.library.path",
            "sun.cpu.endian",
            "sun.io.unicode.encoding",
            "sun.java.launcher",
            "sun.jnu.encoding",
            "sun.management.compiler",
            "user.country",
            "user.dir",
            "user.home",
            "user.language",
            "user.name",
            "user.script",
            "user.timezone",
            "user.variant");

    private StandardProperties() {}

    /** Without those that depend on the program. */
    static Map<String, String> ofThisJvm() {
        Map<String, String> result = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = System.getProperty(name);
            if (value != null) {
                result.put(name, value);
            }
        }
        result.put("stdout.encoding", "UTF-8");
        result.put("stderr.encoding", "UTF-8");
        return result;
    }

    /** With what {@code -D} options and the command say; the command has the last word. */
    static Map<String, String> of(JavaCommand command, Map<String, String> options) {
        Map<String, String> result = ofThisJvm();
        result.put(
                "java.class.path",
                command.classPath().stream().map(Object::toString).collect(Collectors.joining(File.pathSeparator)));
        result.put(
                "sun.java.command",
                command.arguments().isEmpty()
                        ? command.mainClass()
                        : command.mainClass() + " " + String.join(" ", command.arguments()));
        if (command.workingDirectory() != null) {
            result.put("user.dir", command.workingDirectory().toAbsolutePath().toString());
        }
        result.putAll(options);
        result.putAll(command.systemProperties());
        return result;
    }
}
