package io.github.emrharness.spark;

import io.github.emrharness.spi.StepStartException;
import java.util.ArrayList;
import java.util.List;

/** {@code spark-sql} as its shell script starts it: with {@code spark-submit}, whose options may stand among its own. */
final class SparkSqlCommandLine {

    /** In place of the application's jar: the application is Spark's. */
    static final String NO_RESOURCE = "spark-internal";

    /** Spark's words. */
    static final String NOT_IN_CLUSTER_MODE = "Cluster deploy mode is not applicable to Spark SQL shell.";

    private static final String MAIN_CLASS = "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver";
    private static final String ARTIFACT = "spark-hive-thriftserver";

    private SparkSqlCommandLine() {}

    /** What {@code spark-sql} makes of its arguments: those of {@code spark-submit}. */
    static List<String> submitArguments(List<String> args, SparkLine spark) {
        List<String> submit = new ArrayList<>(List.of("--class", MAIN_CLASS));
        List<String> own = new ArrayList<>();
        int i = 0;
        while (i < args.size()) {
            int count = SparkSubmitCommandLine.optionAt(args, i, spark);
            if (count == 0) {
                own.add(args.get(i++));
            } else {
                submit.addAll(args.subList(i, i + count));
                i += count;
            }
        }
        submit.add(NO_RESOURCE);
        submit.addAll(own);
        return submit;
    }

    /**
     * Checks that Spark has it.
     *
     * @throws StepStartException if the class path of the test lacks it; the message names what to add
     */
    static void checkIsOn(EngineClassPath engine) throws StepStartException {
        String artifact = engine.line().artifact(ARTIFACT);
        if (!engine.has(artifact)) {
            throw new StepStartException(
                    "There is no spark-sql in the Spark of the test's class path. Add the dependency"
                            + " org.apache.spark:" + artifact + " of Spark's version, " + engine.sparkVersion()
                            + ", which brings Hive's classes for Spark with it.");
        }
    }
}
