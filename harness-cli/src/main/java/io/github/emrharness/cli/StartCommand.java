package io.github.emrharness.cli;

import io.github.emrharness.EmrHarnessConfig;
import io.github.emrharness.Progression;
import io.github.emrharness.spi.EngineLogLevel;
import io.github.emrharness.spi.Isolation;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emr-harness start}. */
@Command(
        name = "start",
        description = {
            "Start the EMR API and S3 on 127.0.0.1, and run until Ctrl-C or SIGTERM.",
            "",
            "Standard output has first the lines that set a client up, then a line for each state that a cluster or a step"
                    + " enters. Messages go to standard error. Clusters end with the harness.",
            ""
        },
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:after --help",
            "1:the harness cannot start, for example because a port is in use",
            "2:the command line is wrong",
            "130:ended by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  emr-harness start",
            "      Paste the export lines into another terminal, then:",
            "      aws s3 mb s3://logs",
            "      aws emr create-cluster --name first --release-label emr-7.10.0 \\",
            "          --applications Name=Spark --instance-type m5.xlarge \\",
            "          --instance-count 3 --use-default-roles --log-uri s3://logs/",
            "",
            "  emr-harness start --port 4579 --s3-port 4580 --data-dir ~/.emr-harness",
            "      The same addresses and the same S3 objects at every start.",
            "",
            "  emr-harness start --json --ready-file /tmp/ready.json &",
            "      For programs: wait for the file, read the addresses from it, and end",
            "      the process with SIGTERM."
        })
final class StartCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;
    private static final String SETTINGS = "emr.harness.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the EMR API; 0 takes a free one.")
    private int port;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of S3; 0 takes a free one.")
    private int s3Port;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write the addresses and keys to FILE, as a JSON object, as soon as the harness answers;"
                    + " FILE is deleted at the end. Its directory must exist.")
    private @Nullable Path readyFile;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Keep S3 objects and the files of clusters, such as the logs of their steps, in DIR; the next"
                            + " start with it serves the objects again. Made when missing. Without it, all is deleted at the end.")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us-east-1",
            description = "The AWS region to play.")
    private String region = "us-east-1";

    @Option(
            names = "--release",
            paramLabel = "LABEL",
            description =
                    "The release label that clusters will have, such as emr-7.10.0: do not start if their Spark steps"
                            + " cannot run here. Without it, the first such step tells.")
    private @Nullable String release;

    @Option(
            names = "--progression",
            paramLabel = "HOW",
            defaultValue = "immediate",
            converter = ProgressionConverter.class,
            description = "How long clusters stay in STARTING, BOOTSTRAPPING and TERMINATING: \"immediate\","
                    + " \"after 5 s\", or \"after 3 describes\". Steps take as long as they run.")
    private Progression progression = Progression.immediate();

    @Option(
            names = "--step-log-level",
            paramLabel = "LEVEL",
            defaultValue = "WARN",
            description = "What Spark and other engines log to the stderr of a step: ${COMPLETION-CANDIDATES}.")
    private EngineLogLevel stepLogLevel = EngineLogLevel.WARN;

    @Option(
            names = "--isolation",
            paramLabel = "WHERE",
            defaultValue = "IN_PROCESS",
            description = "Where the JVMs of steps run: ${COMPLETION-CANDIDATES}.")
    private Isolation isolation = Isolation.IN_PROCESS;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            showDefaultValue = Visibility.NEVER,
            description = "A further setting of a back end, such as emr.harness.spark.cores=2, or of the API:"
                    + " emr.harness.signatures=ignore lets clients use any keys. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--json",
            description = "Show everything as JSON objects, one per line: first one of type \"ready\".")
    private boolean json;

    @Option(
            names = "--no-color",
            description = "No colours on a terminal; so does NO_COLOR in the environment. A pipe never gets any.")
    private boolean noColour;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws StartException, InterruptedException {
        checkPort("--port", port);
        checkPort("--s3-port", s3Port);
        if (port != 0 && port == s3Port) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--port and --s3-port cannot both be " + port + ": EMR and S3 listen on two ports.");
        }
        checkSettings();
        if (release != null) {
            new ReleaseCheck(EngineVersions.spark()).check(release);
        }
        RunningHarness running = RunningHarness.prepare(config(), Optional.ofNullable(readyFile));
        Screen screen = new Screen(spec.commandLine().getOut());
        Transitions.Words words = json
                ? new JsonWords()
                : new TextWords(Terminal.coloured(noColour, System.getenv()), ZoneId.systemDefault());
        Connection connection = running.start(new Transitions(words, screen::line));
        running.tellReady(connection);
        screen.announce(json ? List.of(JsonWords.ready(connection)) : connection.exports());
        // Ended by a signal only: the JVM then runs the hooks, and does not come back here.
        new CountDownLatch(1).await();
        return 0;
    }

    private EmrHarnessConfig config() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (s3Port != 0) {
            all.put("emr.harness.s3.port", Integer.toString(s3Port));
        }
        EmrHarnessConfig config = EmrHarnessConfig.defaults()
                .withRegion(region)
                .withEmrPort(port)
                .withProgression(progression)
                .withEngineLogLevel(stepLogLevel)
                .withIsolation(isolation)
                .withSettings(all);
        return dataDirectory == null ? config : config.withDataDirectory(dataDirectory);
    }

    private void checkSettings() {
        for (String name : settings.keySet()) {
            if (!name.startsWith(SETTINGS)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--set knows settings whose names begin with " + SETTINGS + ", but was given " + name + ".");
            }
        }
    }

    private void checkPort(String option, int value) {
        if (value < 0 || value > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a port from 0 to 65535, but is " + value + ".");
        }
    }
}
