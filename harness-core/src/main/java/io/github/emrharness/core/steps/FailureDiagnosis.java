package io.github.emrharness.core.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emr.model.FailureDetails;

/**
 * Finds the cause of a failed step at the end of its stderr, as EMR does.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/APIReference/API_FailureDetails.html">FailureDetails</a>
 */
final class FailureDiagnosis {

    static final String UNKNOWN = "Unknown Error";

    private static final Logger LOG = LoggerFactory.getLogger(FailureDiagnosis.class);
    private static final int TAIL_BYTES = 256 * 1024;
    private static final int MAX_MESSAGE = 2_000;

    private static final Pattern MAIN_THREAD = Pattern.compile("Exception in thread \"main\" (.+)");
    private static final Pattern JAVA_EXCEPTION =
            Pattern.compile("(?:[\\w$]++\\.)++[\\w$]*(?:Exception|Error)(?::.*)?");
    private static final Pattern PYTHON_EXCEPTION = Pattern.compile("[A-Z][\\w.]*(?:Error|Exception)(?:: .*)?");
    private static final Pattern PLAIN_ERROR = Pattern.compile(
            "(?:Error|ERROR|FAILED|fatal|Not a valid JAR|JAR does not exist or is not a normal file):.*");

    /** What {@code hadoop fs} ends with, and programs of the shell with the same names. */
    private static final Pattern SHELL_ERROR = Pattern.compile("(?:appendToFile|cat|chgrp|chmod|chown|copyFromLocal"
            + "|copyToLocal|cp|get|getmerge|ls|mkdir|moveFromLocal|mv|put|rm|rmdir|setrep|tail|test|text|touchz?): .+");

    private static final Pattern ROOT_CAUSE = Pattern.compile("Caused by: (.+)");

    /** In Hadoop's client log, where it has no {@link #ROOT_CAUSE}: what a program says before it gives up. */
    private static final List<Pattern> LOGGED_CAUSES = List.of(
            Pattern.compile(".{23} ERROR \\S+ \\([^)]*\\): (?!Job not [Ss]uccessful)(.+)"),
            Pattern.compile("Error: (.+)"),
            Pattern.compile(".{23} INFO \\S+ \\([^)]*\\): Job job_\\S+ failed with state FAILED due to: (.+)"));

    /** In the order of trust: a pattern is only looked for if those before it match no line. */
    private static final List<Pattern> CAUSES =
            List.of(MAIN_THREAD, PYTHON_EXCEPTION, JAVA_EXCEPTION, PLAIN_ERROR, SHELL_ERROR);

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "Output directory already exists.",
                    "FileAlreadyExistsException|Output directory .* already exists|PATH_ALREADY_EXISTS"
                            + "|path .* already exists"),
            new Rule(
                    "Input path does not exist.",
                    "Input path does not exist|PATH_NOT_FOUND|Path does not exist|InvalidInputException"),
            new Rule("Out of memory.", "OutOfMemoryError|SparkOutOfMemoryError"),
            new Rule("Incompatible Java class version.", "UnsupportedClassVersionError"),
            new Rule(
                    "Main class not found.",
                    "Failed to load class|Could not find or load main class|ClassNotFoundException"),
            new Rule("Command not found.", "Cannot run program"),
            new Rule(
                    "Jar not found.",
                    "Not a valid JAR|JAR does not exist|Error opening job jar|Local jar .* does not exist"),
            new Rule(
                    "S3 access failed.",
                    "NoSuchBucket|The specified bucket does not exist|AmazonS3Exception|S3Exception"));

    private FailureDiagnosis() {}

    /** Reads the end of the file; a file that cannot be read gives the unknown error. */
    static FailureDetails of(Path stderr, Optional<String> logFile) {
        String message;
        try {
            message = cause(tail(stderr)).orElse("");
        } catch (IOException e) {
            LOG.debug("Cannot read {}", stderr, e);
            message = "";
        }
        return details(message, logFile);
    }

    /** Reads the end of Hadoop's client log; empty if it tells no cause. */
    static Optional<FailureDetails> ofSyslog(Path syslog, Optional<String> logFile) {
        if (!Files.exists(syslog)) {
            return Optional.empty();
        }
        try {
            List<String> lines = tail(syslog);
            Optional<String> root = rootCause(lines);
            if (root.isPresent()) {
                return root.map(cause -> details(cause, logFile));
            }
            for (Pattern pattern : LOGGED_CAUSES) {
                for (int i = lines.size() - 1; i >= 0; i--) {
                    Matcher line = pattern.matcher(lines.get(i));
                    if (line.matches()) {
                        String thrown = i + 1 < lines.size() ? lines.get(i + 1) : "";
                        boolean hasTrace = JAVA_EXCEPTION.matcher(thrown).matches();
                        return Optional.of(details(hasTrace ? thrown : line.group(1), logFile));
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("Cannot read {}", syslog, e);
        }
        return Optional.empty();
    }

    /** The last cause; of several that end with the same words, the one that says most. */
    private static Optional<String> rootCause(List<String> lines) {
        String found = null;
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher line = ROOT_CAUSE.matcher(lines.get(i));
            if (line.matches()) {
                String cause = line.group(1);
                if (found != null && !cause.endsWith(found.substring(found.indexOf(": ") + 2))) {
                    break;
                }
                found = cause;
            }
        }
        return Optional.ofNullable(found);
    }

    static FailureDetails details(String message, Optional<String> logFile) {
        String reason = RULES.stream()
                .filter(rule -> rule.pattern().matcher(message).find())
                .map(Rule::reason)
                .findFirst()
                .orElse(UNKNOWN);
        return details(reason, message, logFile);
    }

    static FailureDetails details(String reason, String message, Optional<String> logFile) {
        return FailureDetails.builder()
                .reason(reason)
                .message(message.isEmpty() ? null : shorten(message))
                .logFile(logFile.orElse(null))
                .build();
    }

    private static Optional<String> cause(List<String> lines) {
        for (Pattern pattern : CAUSES) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                Matcher line = pattern.matcher(lines.get(i));
                if (line.matches() && pattern == PLAIN_ERROR) {
                    // Of a task, say, whose stack trace Hadoop's client prints.
                    return rootCause(lines.subList(i, lines.size())).or(() -> Optional.of(line.group()));
                }
                if (line.matches()) {
                    return Optional.of(pattern == MAIN_THREAD ? mainThread(lines.get(i), line.group(1)) : lines.get(i));
                }
            }
        }
        return Optional.empty();
    }

    /** EMR shows Spark's errors with the thread, Hadoop's without it. */
    private static String mainThread(String line, String exception) {
        return exception.startsWith("org.apache.hadoop.") ? exception : line;
    }

    private static String shorten(String text) {
        return text.substring(0, Math.min(text.length(), MAX_MESSAGE));
    }

    private static List<String> tail(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            int size = (int) Math.min(length, TAIL_BYTES);
            byte[] bytes = new byte[size];
            in.seek(length - size);
            in.readFully(bytes);
            return new String(bytes, UTF_8)
                    .lines()
                    .map(FailureDiagnosis::shorten)
                    .toList();
        }
    }

    private record Rule(String reason, Pattern pattern) {
        Rule(String reason, String pattern) {
            this(reason, Pattern.compile(pattern));
        }
    }
}
