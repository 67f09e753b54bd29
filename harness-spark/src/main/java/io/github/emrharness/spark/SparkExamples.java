package io.github.emrharness.spark;

import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The examples of EMR's Spark. Spark does not publish its own; the harness has programs of its own that take the arguments of the
 * most used ones and print what these print.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-submit-step.html">Add a Spark step</a>
 */
final class SparkExamples {

    /** Those that the harness has. */
    static final List<String> NAMES = List.of(
            "SparkPi",
            "JavaSparkPi",
            "JavaWordCount",
            "LogQuery",
            "JavaLogQuery",
            "GroupByTest",
            "SparkTC",
            "JavaTC",
            "SparkPageRank",
            "JavaPageRank",
            "HdfsTest",
            "DFSReadWriteTest");

    /** What they share. */
    static final List<String> HELPERS = List.of("Example");

    private static final String ON_EMR = "/usr/lib/spark/examples/jars/spark-examples.jar";
    private static final String PACKAGE = "org.apache.spark.examples.";
    private static final int NO_CLASS = 101;

    private SparkExamples() {}

    /** Writes the jar that stands for EMR's. */
    static void write(Path target) throws IOException {
        List<String> classes = new ArrayList<>(NAMES);
        classes.addAll(HELPERS);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target))) {
            for (String name : classes) {
                String file = (PACKAGE + name).replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(file));
                try (InputStream in = SparkExamples.class.getResourceAsStream("/" + file)) {
                    if (in == null) {
                        throw new IllegalStateException("The jar of harness-spark lacks its resource " + file);
                    }
                    in.transferTo(jar);
                }
            }
        }
    }

    /** Tells whether that resource is EMR's jar of examples, and no file of this machine. */
    static boolean isMeantBy(String resource) {
        String path = resource.replaceFirst("^(?:file|local):(?://)?(?=/)", "");
        return path.equals(ON_EMR) && !Files.exists(Path.of(ON_EMR));
    }

    /**
     * Checks that the harness has the example.
     *
     * @throws StepStartException in Spark's words, if it has not; the message names those that it has
     */
    static void check(SparkSubmitCommandLine line) throws StepStartException {
        if (!isMeantBy(line.primaryResource())) {
            return;
        }
        String mainClass = null;
        for (SparkSubmitCommandLine.Option option : line.options()) {
            if (option.name().equals("--class")) {
                mainClass = option.value();
            }
        }
        // Without one Spark tells what is missing.
        if (mainClass != null
                && !(mainClass.startsWith(PACKAGE) && NAMES.contains(mainClass.substring(PACKAGE.length())))) {
            throw new StepStartException(
                    "Error: Failed to load class " + mainClass
                            + ".\nSpark does not publish its examples; the harness has of its own: "
                            + String.join(", ", NAMES) + ", and in Python all of Spark's.",
                    NO_CLASS);
        }
    }

    /** What {@code spark-example} makes of its arguments: those of {@code spark-submit}. */
    static List<String> submitArguments(List<String> args, SparkLine spark) {
        Optional<SparkSubmitCommandLine> line = SparkSubmitCommandLine.parse(args, spark);
        if (line.isEmpty()) {
            return args;
        }
        String example = line.get().primaryResource();
        List<String> applicationArguments = line.get().applicationArguments();
        List<String> submit = new ArrayList<>(args.subList(0, args.size() - applicationArguments.size() - 1));
        submit.add("--class");
        submit.add(example.startsWith(PACKAGE) ? example : PACKAGE + example);
        submit.add(ON_EMR);
        submit.addAll(applicationArguments);
        return submit;
    }
}
