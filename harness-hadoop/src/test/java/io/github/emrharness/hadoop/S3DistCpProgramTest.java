package io.github.emrharness.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3DistCpProgramTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/hadoop/lib/emr-s3distcp-1.0.jar",
                "/tmp/harness/j-1/home/hadoop/lib/emr-s3distcp-1.0.jar",
                "file:/home/hadoop/lib/emr-s3distcp-1.0.jar",
                "/usr/share/aws/emr/s3-dist-cp/lib/s3-dist-cp.jar",
                "s3://elasticmapreduce/libs/s3distcp/1.latest/s3distcp.jar",
                "s3n://eu-west-1.elasticmapreduce/libs/s3distcp/role/s3distcp.jar"
            })
    void its_jars_are_known(String jar) {
        assertThat(S3DistCpProgram.isItsJar(jar)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://mine/libs/s3distcp.jar", "/home/hadoop/s3distcp.jar", "command-runner.jar"})
    void other_jars_are_not(String jar) {
        assertThat(S3DistCpProgram.isItsJar(jar)).isFalse();
    }

    @Test
    void hdfs_is_needed_for_its_addresses_and_for_those_without_a_scheme() {
        assertThat(needsHdfs("--src", "s3://a/b", "--dest", "s3://a/c")).isFalse();
        assertThat(needsHdfs("--src=s3://a/b", "--dest=file:///c", "--groupBy=hdfs:(.*)"))
                .isFalse();
        assertThat(needsHdfs("--src=s3://a/b", "--dest=hdfs:///c")).isTrue();
        assertThat(needsHdfs("--src=s3://a/b", "--dest", "/c")).isTrue();
        assertThat(needsHdfs("--src=s3://a/b", "--dest=s3://a/c", "--previousManifest=/m.gz"))
                .isTrue();
        assertThat(needsHdfs("--help")).isFalse();
    }

    private static boolean needsHdfs(String... arguments) {
        return S3DistCpProgram.command(List.of(arguments)).mayUseHdfs();
    }
}
