package io.github.emrharness.spark;

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
 * The examples of EMR's Spark, of which the harness has {@code SparkPi}: Spark does not publish its own.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-submit-step.html">Add a Spark step</a>
 */
final class SparkExamples {

    private static final String ON_EMR = "/usr/lib/spark/examples/jars/spark-examples.jar";
    private static final String PACKAGE = "org.apache.spark.examples.";
    private static final String CLASS_FILE = "org/apache/spark/examples/SparkPi.class";

    private SparkExamples() {}

    /** Writes the jar that stands for EMR's. */
    static void write(Path target) throws IOException {
        try (InputStream in = SparkExamples.class.getResourceAsStream("/" + CLASS_FILE);
                JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target))) {
            if (in == null) {
                throw new IllegalStateException("The jar of harness-spark lacks its resource " + CLASS_FILE);
            }
            jar.putNextEntry(new JarEntry(CLASS_FILE));
            in.transferTo(jar);
        }
    }

    /** Tells whether that resource is EMR's jar of examples, and no file of this machine. */
    static boolean isMeantBy(String resource) {
        String path = resource.replaceFirst("^(?:file|local):(?://)?(?=/)", "");
        return path.equals(ON_EMR) && !Files.exists(Path.of(ON_EMR));
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
