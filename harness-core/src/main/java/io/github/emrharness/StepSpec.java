package io.github.emrharness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.HadoopJarStepConfig;
import software.amazon.awssdk.services.emr.model.KeyValue;
import software.amazon.awssdk.services.emr.model.StepConfig;

/**
 * A step to submit: what AddJobFlowSteps is asked for. Immutable; every method gives a new one.
 *
 * <p>In the arguments, options, properties and addresses {@code {bucket}} stands for the bucket of the cluster that the
 * step is submitted to. A step that is not told otherwise has the action on failure CONTINUE, as with the AWS CLI.
 *
 * <pre>{@code
 * StepSpec.spark(DailySales.class).args("s3://{bucket}/input/", "s3://{bucket}/output/")
 * StepSpec.spark("s3://{bucket}/jobs/app.jar").mainClass("shop.DailySales").conf("spark.sql.shuffle.partitions", "2")
 * StepSpec.command("spark-submit", "--class", "shop.DailySales", "s3://{bucket}/jobs/app.jar")
 * }</pre>
 */
public final class StepSpec {

    private final Program program;
    private final @Nullable String name;
    private final ActionOnFailure actionOnFailure;
    private final List<String> args;

    private StepSpec(Program program, @Nullable String name, ActionOnFailure actionOnFailure, List<String> args) {
        this.program = program;
        this.name = name;
        this.actionOnFailure = actionOnFailure;
        this.args = List.copyOf(args);
    }

    private static StepSpec of(Program program) {
        return new StepSpec(program, null, ActionOnFailure.CONTINUE, List.of());
    }

    /**
     * A {@code spark-submit} of a class of this project. The classes and resources that were built together with it (its
     * code source, such as {@code target/classes}) are packed into a jar and put into the bucket of the cluster. Nothing
     * else of the test's class path reaches the job: name what it needs with {@link #including}.
     *
     * @throws IllegalArgumentException if the class has no main method or cannot be packed
     */
    public static StepSpec spark(Class<?> mainClass) {
        return of(new Program.SparkSubmit(JobJar.ofMain(mainClass), mainClass.getName(), List.of()));
    }

    /**
     * A {@code spark-submit} of a jar or a Python file.
     *
     * @param jar an address such as {@code s3://{bucket}/jobs/app.jar}, a file of this machine (it is put into the bucket
     *     of the cluster), or the key of an object in that bucket
     */
    public static StepSpec spark(String jar) {
        return of(new Program.SparkSubmit(new JobJar.Named(jar), null, List.of()));
    }

    /** A command for EMR's {@code command-runner.jar}. */
    public static StepSpec command(String program, String... args) {
        return of(new Program.Command(program)).args(args);
    }

    /**
     * A step that runs a jar with {@code hadoop jar}.
     *
     * @param jar as in {@link #spark(String)}; {@code command-runner.jar} and {@code script-runner.jar} are EMR's own
     */
    public static StepSpec jar(String jar) {
        return of(new Program.HadoopJar(new JobJar.Named(jar), null, Map.of()));
    }

    /**
     * Packs the code sources of these classes into the jar of the job as well.
     *
     * @throws IllegalStateException if this is not a step made by {@link #spark(Class)}
     */
    public StepSpec including(Class<?>... others) {
        if (program instanceof Program.SparkSubmit spark && spark.jar() instanceof JobJar.Packed packed) {
            return with(spark.withJar(packed.including(List.of(others))));
        }
        throw misuse("including(...)", "StepSpec.spark(Class)");
    }

    /**
     * Names the main class; needed if the manifest of the jar does not.
     *
     * @throws IllegalStateException if this is a step made by {@link #command} or {@link #spark(Class)}
     */
    public StepSpec mainClass(String value) {
        if (program instanceof Program.SparkSubmit spark && spark.jar() instanceof JobJar.Named) {
            return with(spark.withMainClass(value));
        }
        if (program instanceof Program.HadoopJar jar) {
            return with(jar.withMainClass(value));
        }
        throw misuse("mainClass(...)", "StepSpec.spark(String) or StepSpec.jar(String)");
    }

    /** Adds arguments for the program. */
    public StepSpec args(String... more) {
        return args(List.of(more));
    }

    /** Adds arguments for the program. */
    public StepSpec args(List<String> more) {
        return new StepSpec(program, name, actionOnFailure, concat(args, more));
    }

    /**
     * Adds options for {@code spark-submit}, such as {@code "--jars", "s3://{bucket}/jobs/lib.jar"}.
     *
     * @throws IllegalStateException if this is not a step made by {@code StepSpec.spark(...)}
     */
    public StepSpec sparkOptions(String... more) {
        if (program instanceof Program.SparkSubmit spark) {
            return with(spark.withOptions(concat(spark.options(), List.of(more))));
        }
        throw misuse("sparkOptions(...)", "StepSpec.spark(...)");
    }

    /** Sets a property of Spark: {@code --conf key=value}. */
    public StepSpec conf(String key, String value) {
        return sparkOptions("--conf", key + "=" + value);
    }

    /**
     * Runs the step on the YARN of its cluster, in containers: client mode unless {@code --deploy-mode cluster} is among its
     * options. The harness knows it by the property {@code spark.emrHarness.master=yarn}, which means nothing to EMR, where
     * every step runs on YARN. It needs {@code emr-harness-hadoop} on the class path of the test.
     *
     * @throws IllegalStateException if this is not a step made by {@code StepSpec.spark(...)}
     */
    public StepSpec onYarn() {
        if (program instanceof Program.SparkSubmit) {
            return conf("spark.emrHarness.master", "yarn");
        }
        throw misuse("onYarn()", "StepSpec.spark(...)");
    }

    /**
     * Sets a Java system property for the main function.
     *
     * @throws IllegalStateException if this is not a step made by {@link #jar}
     */
    public StepSpec property(String key, String value) {
        if (program instanceof Program.HadoopJar jar) {
            Map<String, String> properties = new LinkedHashMap<>(jar.properties());
            properties.put(key, value);
            return with(jar.withProperties(properties));
        }
        throw misuse("property(...)", "StepSpec.jar(String)");
    }

    /** Names the step; without this it has the name of its main class, jar or program. */
    public StepSpec name(String value) {
        return new StepSpec(program, value, actionOnFailure, args);
    }

    /** Says what happens to the cluster if the step fails. */
    public StepSpec actionOnFailure(ActionOnFailure value) {
        return new StepSpec(program, name, value, args);
    }

    /** What the step is called on EMR. */
    public String name() {
        return name != null ? name : program.defaultName();
    }

    @Override
    public String toString() {
        return program + (args.isEmpty() ? "" : " " + String.join(" ", args));
    }

    /** The request to EMR for the cluster whose bucket this is. */
    StepConfig resolve(String bucket, JobJars jars) {
        HadoopJarStepConfig.Builder config = HadoopJarStepConfig.builder();
        List<String> line = new ArrayList<>();
        if (program instanceof Program.SparkSubmit spark) {
            config.jar(Program.COMMAND_RUNNER);
            line.add("spark-submit");
            if (spark.mainClass() != null) {
                line.addAll(List.of("--class", spark.mainClass()));
            }
            line.addAll(spark.options());
            line.add(jars.address(spark.jar()));
        } else if (program instanceof Program.Command command) {
            config.jar(Program.COMMAND_RUNNER);
            line.add(command.program());
        } else if (program instanceof Program.HadoopJar jar) {
            config.jar(jars.address(jar.jar()))
                    .mainClass(jar.mainClass())
                    .properties(jar.properties().entrySet().stream()
                            .map(entry -> KeyValue.builder()
                                    .key(entry.getKey())
                                    .value(S3Address.fill(entry.getValue(), bucket))
                                    .build())
                            .toList());
        }
        line.addAll(args);
        return StepConfig.builder()
                .name(name())
                .actionOnFailure(actionOnFailure)
                .hadoopJarStep(config.args(line.stream()
                                .map(argument -> S3Address.fill(argument, bucket))
                                .toList())
                        .build())
                .build();
    }

    private StepSpec with(Program changed) {
        return new StepSpec(changed, name, actionOnFailure, args);
    }

    private IllegalStateException misuse(String method, String maker) {
        return new IllegalStateException(method + " is for a step made by " + maker + "; this one is [" + this + "].");
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
