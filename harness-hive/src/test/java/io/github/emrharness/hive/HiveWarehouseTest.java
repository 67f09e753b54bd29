package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.ClusterInfo;
import io.github.emrharness.spi.HadoopService;
import io.github.emrharness.spi.HarnessContext;
import java.io.FileNotFoundException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emr.model.Configuration;

class HiveWarehouseTest {

    private static final Map<String, String> CLIENT = Map.of("fs.defaultFS", "hdfs://127.0.0.1:1");

    @Test
    void it_is_local_unless_the_cluster_uses_hdfs() throws Exception {
        assertThat(warehouse(true, List.of("Hive"), null)).isEqualTo("file:/local/j-1");
        assertThat(warehouse(false, List.of("Hive", "Hadoop"), null)).isEqualTo("file:/local/j-1");
        assertThat(warehouse(true, List.of("Hive", "Hadoop"), null)).isEqualTo("hdfs:///user/hive/warehouse");
    }

    @Test
    void the_cluster_may_say_otherwise() throws Exception {
        assertThat(warehouse(true, List.of("Hive"), "s3://b/warehouse")).isEqualTo("s3://b/warehouse");
        assertThat(warehouse(true, List.of("Hive", "Hadoop"), "s3://b/warehouse"))
                .isEqualTo("s3://b/warehouse");
        assertThat(warehouse(true, List.of("Hive"), "hdfs:///w")).isEqualTo("hdfs:///w");
        assertThat(warehouse(true, List.of("Hadoop"), "/w")).isEqualTo("hdfs:///w");
        assertThat(warehouse(true, List.of("Hive"), "/w")).isEqualTo("file:/local/j-1/w");
    }

    @Test
    void a_warehouse_in_hdfs_needs_hadoop() {
        assertThatThrownBy(() -> warehouse(false, List.of("Hive"), "hdfs:///w"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "There is no HDFS for hdfs:///w: the artefact io.github.emrharness:emr-harness-hadoop, which"
                                + " brings it, is not on the class path of the test.");
    }

    @Test
    void an_hdfs_is_used_from_the_first_statement_on_that_names_it() throws Exception {
        HarnessContext harness = harness(true, List.of("Hive"), null);
        HiveHdfs hdfs = new HiveHdfs(harness);

        assertThat(hdfs.ofCluster("j-1")).isEmpty();
        assertThat(hdfs.ofStatement("j-1", "SELECT 's3://b/hdfs/'")).isEmpty();
        assertThat(hdfs.ofStatement("j-1", "SELECT 'hdfs:///x'")).isEqualTo(CLIENT);
        assertThat(hdfs.ofCluster("j-1")).isEqualTo(CLIENT);
        assertThat(new HiveHdfs(harness(true, List.of("Hadoop"), null)).ofCluster("j-1"))
                .isEqualTo(CLIENT);
        assertThat(new HiveHdfs(harness(false, List.of("Hadoop"), null)).ofCluster("j-1"))
                .isEmpty();
    }

    private static String warehouse(boolean hadoop, List<String> applications, @Nullable String configured)
            throws Exception {
        HarnessContext harness = harness(hadoop, applications, configured);
        return new HiveWarehouse(harness, new HiveHdfs(harness), Path.of("/local")).of("j-1");
    }

    private static HarnessContext harness(boolean hadoop, List<String> applications, @Nullable String configured) {
        List<Configuration> configurations = configured == null
                ? List.of()
                : List.of(Configuration.builder()
                        .classification("hive-site")
                        .properties(Map.of("hive.metastore.warehouse.dir", configured))
                        .build());
        ClusterInfo cluster = new ClusterInfo("j-1", "emr-7.10.0", applications, configurations, List.of());
        HadoopService service = new HadoopService() {
            @Override
            public Map<String, String> hdfs(String clusterId) {
                return CLIENT;
            }

            @Override
            public Map<String, String> yarn(String clusterId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void endApplications(String clusterId, String tag, Duration atMost) {
                throw new UnsupportedOperationException();
            }
        };
        return (HarnessContext) Proxy.newProxyInstance(
                HiveWarehouseTest.class.getClassLoader(),
                new Class<?>[] {HarnessContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "hadoop" -> Optional.of(service).filter(each -> hadoop);
                    case "cluster" -> Optional.of(cluster);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
