package io.github.emrharness.junit5;

import io.github.emrharness.EmrHarnessConfig;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an EMR on this machine: the API answers, S3 is there, and steps really run.
 *
 * <pre>{@code
 * @EmrTest
 * class DailySalesTest {
 *
 *   @Test
 *   void aggregates_by_store(Emr emr) {
 *     emr.s3().put("input/sales.csv", Path.of("src/test/data/sales.csv"));
 *     StepHandle step = emr.submit(StepSpec.spark(DailySales.class)
 *         .args("s3://{bucket}/input/", "s3://{bucket}/output/"));
 *     assertThat(step).completes();
 *     assertThat(emr.dataset("output/")).hasRowCount(3).contains(row("Lyon", 1280.50));
 *   }
 * }
 * }</pre>
 *
 * <h2>Injection</h2>
 *
 * <p>Constructors, tests and lifecycle methods may have a parameter of type {@link io.github.emrharness.Emr}: a cluster
 * and a bucket of the class (or of the test, see {@link #sharing()}), made when it is first asked for. Clients of the AWS
 * SDK are injected where {@link Aws @Aws} stands. No other parameter is claimed.
 *
 * <h2>Configuration</h2>
 *
 * <p>Every attribute that is not set takes the value of its JUnit configuration parameter ({@code emr.harness.*}, see the
 * constants), and else its default. {@link EmrExtension#builder()} takes the same settings in code.
 *
 * <h2>AWS SDK</h2>
 *
 * <p>While a test class runs, the system properties of the AWS SDK for Java 2.x (endpoints, region, keys) point to the
 * harness: clients that the code under test builds reach it, and never the real AWS. They are set back after the class.
 * Services other than EMR and S3 are refused.
 *
 * <h2>Scope and sharing</h2>
 *
 * <p>The endpoint, S3 and the engines are shared by all test classes of the JVM that have the same settings for them, and
 * end with it. The cluster and its bucket end with the class or the test. The annotation is inherited by subclasses, works
 * on an annotation of your own, and counts for {@code @Nested} classes, which may have one themselves.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Tests and test classes may run in parallel, and in several forks. Classes that run at the same time in one JVM must
 * agree on what the AWS SDK is pointed to, so they must not differ in {@link #isolation()}, {@link #engineLogLevel()},
 * {@link #sparkMaster()}, {@link #progression()}, {@link #region()} or {@link #settings()}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("emr")
@ExtendWith(EmrExtension.class)
public @interface EmrTest {

    /** Stands for an attribute of text that is not set. */
    String DEFAULT = "[default]";

    /** Configuration parameter for {@link #releaseLabel()}. */
    String RELEASE_LABEL_PROPERTY_NAME = "emr.harness.releaseLabel";

    /** Configuration parameter for {@link #applications()}, separated by commas. */
    String APPLICATIONS_PROPERTY_NAME = "emr.harness.applications";

    /** Configuration parameter for {@link #sharing()}. */
    String SHARING_PROPERTY_NAME = "emr.harness.sharing";

    /** Configuration parameter for {@link #stepConcurrency()}. */
    String STEP_CONCURRENCY_PROPERTY_NAME = "emr.harness.stepConcurrency";

    /** Configuration parameter for {@link #stepTimeout()}. */
    String STEP_TIMEOUT_PROPERTY_NAME = "emr.harness.stepTimeout";

    /** Configuration parameter for {@link #logUri()}. */
    String LOG_URI_PROPERTY_NAME = "emr.harness.logUri";

    /** Configuration parameter for {@link #keepArtifacts()}. */
    String KEEP_ARTIFACTS_PROPERTY_NAME = "emr.harness.keepArtifacts";

    /** Configuration parameter for {@link #engineLogLevel()}. */
    String ENGINE_LOG_LEVEL_PROPERTY_NAME = "emr.harness.engineLogLevel";

    /** Configuration parameter for {@link #isolation()}. */
    String ISOLATION_PROPERTY_NAME = "emr.harness.isolation";

    /** Configuration parameter for {@link #sparkMaster()}. */
    String SPARK_MASTER_PROPERTY_NAME = EmrHarnessConfig.SPARK_MASTER;

    /** Configuration parameter for {@link #progression()}. */
    String PROGRESSION_PROPERTY_NAME = "emr.harness.progression";

    /** Configuration parameter for {@link #region()}. */
    String REGION_PROPERTY_NAME = "emr.harness.region";

    /** Configuration parameter for {@link #settings()}, separated by commas. */
    String SETTINGS_PROPERTY_NAME = "emr.harness.settings";

    /** The release of EMR, such as {@code emr-7.10.0}, which is the default. */
    String releaseLabel() default DEFAULT;

    /** The applications of the cluster, as EMR names them; by default {@code Spark}. */
    String[] applications() default {DEFAULT};

    /** Whether the tests of the class share a cluster; they do by default. */
    Sharing sharing() default Sharing.DEFAULT;

    /** How many steps of the cluster run at once, from 1 (default) to 256. */
    int stepConcurrency() default -1;

    /**
     * How long assertions and {@code StepHandle.await()} wait where a test does not say it itself: a number with one of the
     * units {@code ms}, {@code s}, {@code m} and {@code h}, as in {@code "30 s"}, or an ISO-8601 duration. The default is
     * two minutes. While a debugger is attached it is a day.
     */
    String stepTimeout() default DEFAULT;

    /**
     * Where the logs of steps go on S3, such as {@code s3://{bucket}/logs/}; by default nowhere. They are on disk in any
     * case.
     */
    String logUri() default DEFAULT;

    /**
     * When the logs of the steps and the objects of the bucket are kept among the reports of JUnit (with Maven, in
     * {@code target/junit-jupiter}); after failures by default.
     */
    KeepArtifacts keepArtifacts() default KeepArtifacts.DEFAULT;

    /** How much the engines log to the stderr of a step; warnings and errors by default. */
    EngineLog engineLogLevel() default EngineLog.DEFAULT;

    /** Where the JVMs of steps run; in that of the test by default. */
    StepIsolation isolation() default StepIsolation.DEFAULT;

    /**
     * Whether Spark steps run in one JVM, which they do by default, or on the YARN of their cluster. A single step is sent
     * there by {@link io.github.emrharness.StepSpec#onYarn()}.
     */
    SparkMaster sparkMaster() default SparkMaster.DEFAULT;

    /**
     * How clusters get through the states that they only pass (STARTING, BOOTSTRAPPING, TERMINATING): {@code immediate}
     * (default), {@code after 5 s} for that time in each, or {@code after 3 describes} for as many calls that describe or
     * list the cluster in each.
     */
    String progression() default DEFAULT;

    /** The AWS region to play; by default {@code us-east-1}. */
    String region() default DEFAULT;

    /**
     * Further settings, each as {@code name=value}, such as {@code emr.harness.signatures=ignore}, which lets clients with
     * keys of their own call the EMR API, or those of single back ends.
     */
    String[] settings() default {DEFAULT};
}
