package io.github.emrharness.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code java} with a main class, as far as it means something without a JVM of its own: other options than these are
 * left out.
 *
 * @param memory the size of the heap, such as {@code -Xmx1g}; empty for the default
 * @param systemProperties those given as {@code -Dname=value}
 */
record JavaCall(
        List<Path> classPath,
        List<String> memory,
        Map<String, String> systemProperties,
        String mainClass,
        List<String> arguments) {

    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

    JavaCall {
        classPath = List.copyOf(classPath);
        memory = List.copyOf(memory);
        systemProperties = Map.copyOf(systemProperties);
        arguments = List.copyOf(arguments);
    }

    /**
     * Takes the arguments apart.
     *
     * @param variable the value of {@code CLASSPATH}, which counts if no option names a class path
     * @throws IOException if there is no main class
     */
    static JavaCall parse(List<String> arguments, @Nullable String variable) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> memory = List.of();
        String classPath = variable == null ? "" : variable;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (CLASS_PATH.contains(argument) && i + 1 < arguments.size()) {
                classPath = arguments.get(++i);
            } else if (argument.startsWith("-D")) {
                int equalsSign = argument.indexOf('=');
                properties.put(
                        argument.substring(2, equalsSign < 0 ? argument.length() : equalsSign),
                        equalsSign < 0 ? "" : argument.substring(equalsSign + 1));
            } else if (argument.startsWith("-Xmx")) {
                memory = List.of(argument);
            } else if (!argument.startsWith("-")) {
                return new JavaCall(
                        entries(classPath), memory, properties, argument, arguments.subList(i + 1, arguments.size()));
            }
        }
        throw new IOException("java was called without a main class: " + String.join(" ", arguments));
    }

    private static List<Path> entries(String classPath) {
        List<Path> entries = new ArrayList<>();
        Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> entries.add(Path.of(entry)));
        return entries;
    }
}
