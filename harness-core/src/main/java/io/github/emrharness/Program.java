package io.github.emrharness;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of step that a {@link StepSpec} can stand for. */
sealed interface Program {

    String COMMAND_RUNNER = "command-runner.jar";

    String defaultName();

    /** {@code spark-submit} with an application jar. */
    record SparkSubmit(JobJar jar, @Nullable String mainClass, List<String> options) implements Program {

        SparkSubmit withJar(JobJar value) {
            return new SparkSubmit(value, mainClass, options);
        }

        SparkSubmit withMainClass(String value) {
            return new SparkSubmit(jar, value, options);
        }

        SparkSubmit withOptions(List<String> value) {
            return new SparkSubmit(jar, mainClass, value);
        }

        @Override
        public String defaultName() {
            return mainClass != null ? simpleName(mainClass) : jar.fileName();
        }

        private static String simpleName(String className) {
            return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        }

        @Override
        public String toString() {
            return "spark-submit " + (mainClass != null ? "--class " + mainClass + " " : "")
                    + (options.isEmpty() ? "" : String.join(" ", options) + " ")
                    + jar.fileName();
        }
    }

    /** A command line for {@code command-runner.jar}. */
    record Command(String program) implements Program {

        @Override
        public String defaultName() {
            return program.substring(program.lastIndexOf('/') + 1);
        }

        @Override
        public String toString() {
            return program;
        }
    }

    /** A jar that EMR runs with {@code hadoop jar}. */
    record HadoopJar(JobJar jar, @Nullable String mainClass, Map<String, String> properties) implements Program {

        HadoopJar withMainClass(String value) {
            return new HadoopJar(jar, value, properties);
        }

        HadoopJar withProperties(Map<String, String> value) {
            return new HadoopJar(jar, mainClass, Map.copyOf(value));
        }

        @Override
        public String defaultName() {
            return jar.fileName();
        }

        @Override
        public String toString() {
            return "hadoop jar " + jar.fileName() + (mainClass != null ? " " + mainClass : "");
        }
    }
}
