package io.github.emrharness.hadoop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a command line of Hadoop's programs runs.
 *
 * @param mainClass empty for {@code jar}, which runs the jar that is the first of the arguments
 * @param name how a user calls it, for example {@code hadoop fs}
 * @param configuration the directory that {@code --config} names
 * @param logLevel what {@code --loglevel} names
 */
record HadoopCommand(
        Optional<String> mainClass,
        List<String> arguments,
        String name,
        Optional<String> configuration,
        Optional<String> logLevel) {

    private static final Pattern ADDRESS = Pattern.compile("(?!hdfs:|viewfs:)[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final String SHELL = "org.apache.hadoop.fs.FsShell";
    private static final String VERSION = "org.apache.hadoop.util.VersionInfo";
    private static final Set<String> RUN_JOBS =
            Set.of("org.apache.hadoop.streaming.HadoopStreaming", "org.apache.hadoop.tools.DistCp");

    private static final Pattern OF_YARN = Pattern.compile("org\\.apache\\.hadoop\\.(?:yarn\\..*|mapred\\.Job.*)");

    /** Subcommands of the shell whose words are all paths, options or numbers. */
    private static final Pattern ONLY_PATHS = Pattern.compile(
            "-(?:cat|copyFromLocal|copyToLocal|count|cp|df|du|get|head|ls|lsr|mkdir|moveFromLocal|mv|put"
                    + "|rm|rmdir|rmr|stat|tail|test|text|touchz)");

    HadoopCommand {
        arguments = List.copyOf(arguments);
    }

    static HadoopCommand jar(List<String> arguments) {
        return new HadoopCommand(Optional.empty(), arguments, "hadoop jar", Optional.empty(), Optional.empty());
    }

    boolean isJar() {
        return mainClass.isEmpty();
    }

    /** Whether it is a program of Hadoop's own that runs MapReduce jobs. */
    boolean runsJobs() {
        return mainClass.filter(RUN_JOBS::contains).isPresent();
    }

    /**
     * Whether it may read or write the cluster's HDFS: a start that nobody needs should not be waited for. False only where
     * the command line alone tells it.
     */
    boolean mayUseHdfs() {
        String main = mainClass.orElse("");
        if (main.equals(VERSION) || main.endsWith(".Classpath")) {
            return false;
        }
        if (main.equals(S3DistCpProgram.MAIN_CLASS)) {
            return S3DistCpProgram.mayUseHdfs(arguments);
        }
        if (!main.equals(SHELL)
                || arguments.isEmpty()
                || !ONLY_PATHS.matcher(arguments.get(0)).matches()) {
            return true;
        }
        List<String> paths =
                arguments.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
        return paths.isEmpty() || !paths.stream().allMatch(HadoopCommand::isElsewhere);
    }

    /** Whether an address is one of another file system than HDFS. */
    static boolean isElsewhere(String address) {
        return ADDRESS.matcher(address).matches();
    }

    /** Whether it asks the cluster's YARN; a jar and streaming do so if their job does. */
    boolean usesYarn() {
        return mainClass.filter(name -> OF_YARN.matcher(name).matches()).isPresent();
    }
}
