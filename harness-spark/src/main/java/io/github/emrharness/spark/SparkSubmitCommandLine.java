package io.github.emrharness.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of spark-submit, taken apart as Spark's {@code SparkSubmitOptionParser} does it.
 *
 * @param primaryResource the application's jar or Python file
 */
record SparkSubmitCommandLine(List<Option> options, String primaryResource, List<String> applicationArguments) {

    private static final Map<String, String> VALUED = names(
            "--archives",
            "--class",
            "--conf",
            "-c=--conf",
            "--deploy-mode",
            "--driver-class-path",
            "--driver-cores",
            "--driver-java-options",
            "--driver-library-path",
            "--driver-memory",
            "--exclude-packages",
            "--executor-cores",
            "--executor-memory",
            "--files",
            "--jars",
            "--keytab",
            "--kill",
            "--master",
            "--name",
            "--num-executors",
            "--packages",
            "--principal",
            "--properties-file",
            "--proxy-user",
            "--py-files",
            "--queue",
            "--remote",
            "--repositories",
            "--status",
            "--total-executor-cores");

    private static final Map<String, String> VALUED_IN_SPARK_4 = names("--driver-default-class-path");

    private static final Map<String, String> SWITCHES =
            names("--help", "-h=--help", "--supervise", "--usage-error", "--verbose", "-v=--verbose", "--version");

    private static final Map<String, String> SWITCHES_IN_SPARK_4 = names("--load-spark-defaults");

    /** Asked for one of these, Spark answers and runs nothing. */
    private static final Set<String> INQUIRIES = Set.of("--help", "--version", "--usage-error", "--kill", "--status");

    private static final Pattern WITH_EQUALS_SIGN = Pattern.compile("(--[^=]+)=(.+)");

    /**
     * @param name the long name
     * @param value null for a switch
     */
    record Option(String name, @Nullable String value) {}

    SparkSubmitCommandLine {
        options = List.copyOf(options);
        applicationArguments = List.copyOf(applicationArguments);
    }

    /** Tells whether the application is written in Python; Spark goes by the name as well. */
    boolean isPython() {
        return primaryResource.endsWith(".py");
    }

    /** Options with a value, by each of their names. */
    static Map<String, String> valued(SparkLine spark) {
        return spark == SparkLine.SPARK_4 ? both(VALUED, VALUED_IN_SPARK_4) : VALUED;
    }

    /** Options without a value, by each of their names. */
    static Map<String, String> switches(SparkLine spark) {
        return spark == SparkLine.SPARK_4 ? both(SWITCHES, SWITCHES_IN_SPARK_4) : SWITCHES;
    }

    /** Whether a Python is on the other side: the application's, or one that starts Spark for itself. */
    boolean talksToPython() {
        return isPython() || console().equals(Optional.of(SparkConsole.PYTHON));
    }

    /** What the application is if Spark brings it along, and it is one that takes commands. */
    Optional<SparkConsole> console() {
        return SparkConsole.ofResource(primaryResource).filter(each -> each.isMeantBy(options));
    }

    /** Whether it cannot run in the JVM of the test. */
    boolean needsOwnJvm() {
        return console().filter(each -> each.needsOwnJvm(applicationArguments)).isPresent();
    }

    /** Whether a JVM of its own must get what the step may read; one that does not ask for it would take it from others. */
    boolean readsStdin() {
        return console().filter(each -> each.readsStdin(applicationArguments)).isPresent();
    }

    /** The values of {@code --conf}. */
    Map<String, String> conf() {
        Map<String, String> conf = new TreeMap<>();
        for (Option option : options) {
            String value = option.value();
            if (option.name().equals("--conf") && value != null && value.indexOf('=') > 0) {
                int equalsSign = value.indexOf('=');
                conf.put(value.substring(0, equalsSign), value.substring(equalsSign + 1));
            }
        }
        return conf;
    }

    /**
     * Takes the arguments apart.
     *
     * @param spark whose options they are
     * @return empty if there is nothing to run: a mistake or a question, which Spark itself answers
     */
    static Optional<SparkSubmitCommandLine> parse(List<String> args, SparkLine spark) {
        Map<String, String> valuedOptions = valued(spark);
        Map<String, String> switches = switches(spark);
        List<Option> options = new ArrayList<>();
        int i = 0;
        for (; i < args.size(); i++) {
            String name = args.get(i);
            String value = null;
            Matcher m = WITH_EQUALS_SIGN.matcher(name);
            if (m.matches()) {
                name = m.group(1);
                value = m.group(2);
            }
            String valued = valuedOptions.get(name);
            if (valued != null) {
                if (value == null) {
                    if (++i == args.size()) {
                        return Optional.empty();
                    }
                    value = args.get(i);
                }
                options.add(new Option(valued, value));
            } else if (switches.containsKey(name)) {
                options.add(new Option(switches.getOrDefault(name, name), null));
            } else {
                break;
            }
        }
        boolean noResource = i == args.size() || args.get(i).startsWith("-");
        if (noResource || options.stream().anyMatch(o -> INQUIRIES.contains(o.name()))) {
            return Optional.empty();
        }
        return Optional.of(new SparkSubmitCommandLine(options, args.get(i), args.subList(i + 1, args.size())));
    }

    /** How many arguments the option at this place takes with its value; 0 if it is none of spark-submit's. */
    static int optionAt(List<String> args, int place, SparkLine spark) {
        String name = args.get(place);
        Matcher m = WITH_EQUALS_SIGN.matcher(name);
        boolean complete = m.matches();
        String plain = complete ? m.group(1) : name;
        if (valued(spark).containsKey(plain)) {
            return complete ? 1 : Math.min(2, args.size() - place);
        }
        return switches(spark).containsKey(plain) ? 1 : 0;
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        var map = new TreeMap<>(one);
        map.putAll(other);
        return map;
    }

    private static Map<String, String> names(String... names) {
        var map = new TreeMap<String, String>();
        for (String name : names) {
            int alias = name.indexOf('=');
            if (alias < 0) {
                map.put(name, name);
            } else {
                map.put(name.substring(0, alias), name.substring(alias + 1));
            }
        }
        return Map.copyOf(map);
    }
}
