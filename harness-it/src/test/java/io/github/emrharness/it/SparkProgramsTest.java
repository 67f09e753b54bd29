package io.github.emrharness.it;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code pyspark} as a program of the master. */
@EmrTest(applications = "Spark", stepTimeout = "5 m")
@EnabledOnOs(value = OS.LINUX, disabledReason = "has a python3 everywhere")
@Timeout(300)
class SparkProgramsTest {

    @Test
    void a_script_feeds_pyspark(Emr emr) {
        emr.s3()
                .put(
                        "jobs/all.sh",
                        """
                        cat > twice.py <<'END'
                        def twice(number):
                            return 2 * number
                        END
                        cat > job.py <<'END'
                        import os
                        from pyspark.sql import SparkSession
                        from twice import twice

                        spark = SparkSession.builder.config("spark.shop.opens", "8 o'clock").getOrCreate()
                        spark.range(5).rdd.map(lambda row: twice(row[0])).coalesce(1).saveAsTextFile(os.environ["OUT"])
                        print(spark.conf.get("spark.shop"), spark.conf.get("spark.shop.opens"))
                        exec(open("engine.py").read())
                        END
                        cat > engine.py <<'END'
                        loader = spark._jsc.getClass().getClassLoader()
                        print("Engine", spark._jvm.java.lang.System.identityHashCode(loader))
                        END
                        OUT="$1" pyspark --name 'a "shop"' --conf "spark.shop=Lyon's" --master yarn --py-files twice.py < job.py
                        echo "job: $?"

                        printf '%s\\n' 'print("sum", sc.parallelize([1, 2]).sum(), sc.appName)' 'no_such_name' 'print(spark.range(3).count())' 'exec(open("engine.py").read())' |
                          PYSPARK_DRIVER_PYTHON_OPTS=-iq pyspark
                        echo "interactive: $?"

                        echo 'raise ValueError("closed")' | pyspark
                        echo "fails: $?"

                        pyspark job.py
                        echo "refused: $?"
                        """);
        StepHandle nothing = emr.submit(StepSpec.command("pyspark"));
        StepHandle step =
                emr.submit(StepSpec.jar("s3://us-east-1.elasticmapreduce/libs/script-runner/script-runner.jar")
                        .args("s3://{bucket}/jobs/all.sh", "s3://{bucket}/out/numbers"));

        assertThat(nothing).completes();
        assertThat(nothing).stdout().isEmpty();
        assertThat(step).completes();
        assertThat(step)
                .stdoutLines()
                .filteredOn(line -> line.matches("[a-zL].*|\\d"))
                .containsExactly(
                        "Lyon's 8 o'clock",
                        "job: 0",
                        "sum 3 PySparkShell",
                        "3",
                        "interactive: 0",
                        "fails: 1",
                        "refused: 255");
        List<String> engines =
                step.stdout().lines().filter(line -> line.startsWith("Engine ")).toList();
        assertThat(engines).hasSize(2);
        assertThat(engines.get(1)).as("a Spark is used again").isEqualTo(engines.get(0));
        assertThat(step)
                .stderr()
                .contains("NameError: name 'no_such_name' is not defined", "ValueError: closed")
                .contains("Running python applications through 'pyspark' is not supported as of Spark 2.0.");
        assertThat(emr.s3().text("out/numbers/part-00000")).isEqualTo("0\n2\n4\n6\n8\n");
        assertThat(step.sparkApplications())
                .extracting(application -> application.name())
                .containsExactly("a \"shop\"", "PySparkShell");
    }

    @Test
    void a_pyspark_that_is_cancelled_takes_its_spark_with_it(Emr emr) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StepHandle step = emr.submit(StepSpec.command("bash", "-c")
                    .args(
                            """
                        pyspark <<'END'
                        import socket
                        from pyspark.sql import SparkSession

                        def wait(port):
                            with socket.create_connection(("127.0.0.1", port)) as test:
                                test.send(b"+")
                                test.recv(1)

                        SparkSession.builder.getOrCreate().sparkContext.parallelize([%d], 1).foreach(wait)
                        END
                        """
                                    .formatted(server.getLocalPort())));
            try (Socket task = server.accept()) {
                assertThat(task.getInputStream().read()).isEqualTo('+');

                assertThat(step.cancel()).isTrue();

                assertThat(step).isCancelled();
                assertThat(task.getInputStream().read()).isEqualTo(-1);
            }
        }
    }
}
