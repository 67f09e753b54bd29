package io.github.emrharness.hive;

import io.github.emrharness.spi.MetastoreService;
import io.github.emrharness.spi.PortRelay;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metastores for other engines: each cluster has a port, behind which its metastore starts when the first client comes.
 * Most steps of Spark never ask.
 */
final class MetastoreRelays implements MetastoreService, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetastoreRelays.class);

    private final HiveMetastore metastore;
    private final HiveWarehouse warehouse;
    private final HiveHdfs hdfs;
    private final Map<String, PortRelay> relays = new HashMap<>();
    private boolean closed;

    MetastoreRelays(HiveMetastore metastore, HiveWarehouse warehouse, HiveHdfs hdfs) {
        this.metastore = metastore;
        this.warehouse = warehouse;
        this.hdfs = hdfs;
    }

    @Override
    public Map<String, String> properties(String clusterId) throws IOException {
        return Map.of(URIS, "thrift://127.0.0.1:" + port(clusterId), WAREHOUSE, warehouse.of(clusterId));
    }

    private synchronized int port(String clusterId) throws IOException {
        if (closed) {
            throw new IOException("The harness is closed: its Hive metastore cannot be used any more.");
        }
        PortRelay relay = relays.get(clusterId);
        if (relay == null) {
            relay = PortRelay.open("the Hive metastore", () -> address(clusterId), MetastoreRelays::refuse);
            relays.put(clusterId, relay);
        }
        return relay.port();
    }

    private InetSocketAddress address(String clusterId) throws IOException {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                metastore.of(clusterId, hdfs.ofCluster(clusterId)).port());
    }

    /** A client of Hive's is told nothing but that the connection is closed. */
    private static void refuse(OutputStream client, Exception cause) {
        LOG.warn("The Hive metastore cannot be reached", cause);
    }

    /** Closes the port of a cluster that has ended. */
    synchronized void close(String clusterId) {
        PortRelay relay = relays.remove(clusterId);
        if (relay != null) {
            relay.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        relays.values().forEach(PortRelay::close);
    }
}
