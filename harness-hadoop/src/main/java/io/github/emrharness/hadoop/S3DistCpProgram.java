package io.github.emrharness.hadoop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * EMR's {@code s3-dist-cp}, which is also known by the jars that it came in.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ReleaseGuide/UsingEMR_s3distcp.html">S3DistCp (s3-dist-cp)</a>
 */
final class S3DistCpProgram {

    static final String NAME = "s3-dist-cp";
    static final String MAIN_CLASS = HadoopJvms.TOOLS + "s3distcp.S3DistCp";

    /** Of AMI versions on the master and in S3, and of releases. The sandbox of the master comes before a path of it. */
    private static final Pattern JARS = Pattern.compile(
            "s3[an]?://(?:[a-z0-9-]+\\.)?elasticmapreduce/libs/s3distcp/.*\\.jar"
                    + "|(?:file:)?/.*?(?:home/hadoop/lib/emr-s3distcp-[\\w.]+|usr/share/aws/emr/s3-dist-cp/lib/s3-dist-cp[\\w.-]*)\\.jar");

    /** Options whose values are locations. */
    private static final Set<String> LOCATIONS = Set.of("--src", "--dest", "--previousManifest", "--srcPrefixesFile");

    private S3DistCpProgram() {}

    static HadoopCommand command(List<String> arguments) {
        return new HadoopCommand(Optional.of(MAIN_CLASS), arguments, NAME, Optional.empty(), Optional.empty());
    }

    /** Whether the address of a jar stands for the program. */
    static boolean isItsJar(String address) {
        return JARS.matcher(address).matches();
    }

    /** Whether a location of the command line may be in HDFS: one with its scheme, or without any. */
    static boolean mayUseHdfs(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (LOCATIONS.contains(option)) {
                String location =
                        equals >= 0 ? word.substring(equals + 1) : i + 1 < arguments.size() ? arguments.get(i + 1) : "";
                if (!HadoopCommand.isElsewhere(location)) {
                    return true;
                }
            }
        }
        return false;
    }
}
