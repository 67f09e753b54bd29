package io.github.emrharness.hive;

import io.github.emrharness.spi.StepStartException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The arguments of {@code beeline}, in which the address of the cluster's HiveServer2 is that of EMR.
 *
 * @param arguments as given
 */
record BeelineCommandLine(List<String> arguments) {

    /** On the primary node, by any of its names, at the port that EMR gives it. */
    private static final Pattern ON_THE_MASTER = Pattern.compile(
            "jdbc:hive2://(?:localhost|127\\.0\\.0\\.1|ip-\\d+-\\d+-\\d+-\\d+[-.\\w]*)(?::10000)?(?=[/;?#]|$)(.*)");

    private static final Pattern DISCOVERY = Pattern.compile("jdbc:hive2://.*serviceDiscoveryMode=.*");

    BeelineCommandLine {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads the arguments of a step.
     *
     * @throws StepStartException if they ask for a server that is found through ZooKeeper
     */
    static BeelineCommandLine of(List<String> arguments) throws StepStartException {
        for (String argument : arguments) {
            if (DISCOVERY.matcher(argument).matches()) {
                throw new StepStartException("The harness has no ZooKeeper that would know of a HiveServer2: give the"
                        + " address jdbc:hive2://localhost:10000 instead of " + argument);
            }
        }
        return new BeelineCommandLine(arguments);
    }

    /** The scripts among them. */
    List<String> scripts() {
        return IntStream.range(1, arguments.size())
                .filter(i -> arguments.get(i - 1).equals("-f")
                        || arguments.get(i - 1).equals("-i"))
                .mapToObj(arguments::get)
                .toList();
    }

    /** Tells whether it connects to the cluster's HiveServer2. */
    boolean connectsToTheMaster() {
        return arguments.stream()
                .anyMatch(argument -> ON_THE_MASTER.matcher(argument).matches());
    }

    /** The arguments, with this port in the addresses of the cluster's HiveServer2. */
    List<String> withPort(int port) {
        return arguments.stream()
                .map(argument -> {
                    Matcher m = ON_THE_MASTER.matcher(argument);
                    return m.matches() ? "jdbc:hive2://127.0.0.1:" + port + m.group(1) : argument;
                })
                .toList();
    }
}
