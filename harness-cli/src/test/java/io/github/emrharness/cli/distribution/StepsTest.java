package io.github.emrharness.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.emr.model.ActionOnFailure;
import software.amazon.awssdk.services.emr.model.StepConfig;

/** Steps in the stand-alone program, and the lines that tell of them. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class StepsTest {

    @TempDir
    Path temporary;

    @Test
    void bash_spark_and_hive_steps_run_and_are_told() throws Exception {
        try (Program program = Program.start(temporary, "start", "--json");
                Clients clients = Clients.of(program.ready())) {
            clients.s3().createBucket(bucket -> bucket.bucket("work"));
            clients.s3()
                    .putObject(put -> put.bucket("work").key("job.jar"), RequestBody.fromBytes(jar(CountJob.class)));
            String id = clients.emr()
                    .runJobFlow(request -> request.name("etl")
                            .releaseLabel("emr-7.10.0")
                            .applications(spark -> spark.name("Spark"))
                            .logUri("s3://work/logs/")
                            .serviceRole("EMR_DefaultRole")
                            .jobFlowRole("EMR_EC2_DefaultRole")
                            .instances(instances -> instances
                                    .instanceCount(1)
                                    .masterInstanceType("m5.xlarge")
                                    .keepJobFlowAliveWhenNoSteps(false))
                            .steps(
                                    step("greet", "bash", "-c", "echo hello from bash"),
                                    step(
                                            "count",
                                            "spark-submit",
                                            "--class",
                                            CountJob.class.getName(),
                                            "s3://work/job.jar",
                                            "s3://work/output"),
                                    step("query", "hive", "-e", "SELECT 6 * 7")))
                    .jobFlowId();

            Map<String, String> greet = Program.object(program.lineWith("COMPLETED"));
            Map<String, String> count = Program.object(program.lineWith("\"exitCode\""));
            Map<String, String> query = Program.object(program.lineWith("\"exitCode\""));
            Map<String, String> end = Program.object(program.lineWith("\"TERMINATED\""));

            assertThat(greet)
                    .containsEntry("type", "step")
                    .containsEntry("clusterId", id)
                    .containsEntry("name", "greet")
                    .containsEntry("exitCode", "0");
            assertThat(log(clients, id, greet.get("stepId"), "stdout")).isEqualTo("hello from bash\n");
            assertThat(count)
                    .as(log(clients, id, count.get("stepId"), "stderr"))
                    .containsEntry("name", "count")
                    .containsEntry("state", "COMPLETED");
            assertThat(clients.s3()
                            .listObjectsV2(list -> list.bucket("work").prefix("output/"))
                            .contents())
                    .extracting(object -> object.key())
                    .contains("output/_SUCCESS");
            assertThat(query)
                    .as(log(clients, id, query.get("stepId"), "stderr"))
                    .containsEntry("name", "query")
                    .containsEntry("state", "COMPLETED");
            assertThat(log(clients, id, query.get("stepId"), "stdout")).isEqualTo("42\n");
            assertThat(end).containsEntry("type", "cluster").containsEntry("reasonCode", "ALL_STEPS_COMPLETED");
            program.signal("TERM");
            assertThat(program.exitCode()).isEqualTo(143);
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "KILL, 137"})
    void a_running_step_ends_with_the_program(String signal, int exitCode) throws Exception {
        try (ServerSocket announcements = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Program program = Program.start(temporary, "start", "--json");
                Clients clients = Clients.of(program.ready())) {
            String script = "sleep 1000 & echo $! > /dev/tcp/127.0.0.1/" + announcements.getLocalPort() + "; wait";
            clients.emr().runJobFlow(request -> request.name("etl")
                    .releaseLabel("emr-7.10.0")
                    .serviceRole("EMR_DefaultRole")
                    .jobFlowRole("EMR_EC2_DefaultRole")
                    .instances(instances -> instances
                            .instanceCount(1)
                            .masterInstanceType("m5.xlarge")
                            .keepJobFlowAliveWhenNoSteps(true))
                    .steps(step("long", "bash", "-c", script)));
            ProcessHandle sleep = process(announcements);

            program.signal(signal);

            assertThat(program.exitCode()).isEqualTo(exitCode);
            sleep.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static ProcessHandle process(ServerSocket announcements) throws IOException {
        announcements.setSoTimeout(60_000);
        try (Socket connection = announcements.accept();
                BufferedReader pid = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            return ProcessHandle.of(Long.parseLong(pid.readLine())).orElseThrow();
        }
    }

    private static StepConfig step(String name, String... arguments) {
        return StepConfig.builder()
                .name(name)
                .actionOnFailure(ActionOnFailure.CONTINUE)
                .hadoopJarStep(jar -> jar.jar("command-runner.jar").args(arguments))
                .build();
    }

    private static String log(Clients clients, String cluster, String step, String name) throws IOException {
        byte[] zipped = clients.s3()
                .getObjectAsBytes(
                        get -> get.bucket("work").key("logs/" + cluster + "/steps/" + step + "/" + name + ".gz"))
                .asByteArray();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] jar(Class<?> job) throws IOException {
        String name = job.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                InputStream content = job.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            content.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
