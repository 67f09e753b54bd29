package io.github.emrharness.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.spi.StepStartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeelineCommandLineTest {

    @Test
    void the_address_of_the_primary_node_leads_to_the_port_of_the_harness() throws StepStartException {
        for (String host : List.of(
                "localhost:10000", "localhost", "127.0.0.1:10000", "ip-10-0-0-1.ec2.internal:10000", "ip-10-0-0-1")) {
            BeelineCommandLine line = BeelineCommandLine.of(
                    List.of("-u", "jdbc:hive2://" + host + "/shop;user=x?hive.x=1", "-e", "SELECT 1"));
            assertThat(line.connectsToTheMaster()).as(host).isTrue();
            assertThat(line.withPort(4711))
                    .containsExactly("-u", "jdbc:hive2://127.0.0.1:4711/shop;user=x?hive.x=1", "-e", "SELECT 1");
        }
        assertThat(BeelineCommandLine.of(List.of("-u", "jdbc:hive2://localhost:10000"))
                        .withPort(1))
                .containsExactly("-u", "jdbc:hive2://127.0.0.1:1");
    }

    @Test
    void other_servers_are_left_as_they_are() throws StepStartException {
        for (String url : List.of(
                "jdbc:hive2://localhost:10001/",
                "jdbc:hive2://localhosts/",
                "jdbc:hive2:///",
                "jdbc:hive2://db:10000/")) {
            BeelineCommandLine line = BeelineCommandLine.of(List.of("-u", url, "-e", "SELECT 1"));
            assertThat(line.connectsToTheMaster()).as(url).isFalse();
            assertThat(line.arguments()).containsExactly("-u", url, "-e", "SELECT 1");
        }
    }

    @Test
    void a_server_that_zookeeper_knows_is_refused() {
        assertThatThrownBy(() -> BeelineCommandLine.of(List.of(
                        "-u", "jdbc:hive2://zk:2181/;serviceDiscoveryMode=zooKeeper;zooKeeperNamespace=hiveserver2")))
                .isInstanceOf(StepStartException.class)
                .hasMessage("The harness has no ZooKeeper that would know of a HiveServer2: give the address"
                        + " jdbc:hive2://localhost:10000 instead of jdbc:hive2://zk:2181/;"
                        + "serviceDiscoveryMode=zooKeeper;zooKeeperNamespace=hiveserver2");
    }
}
