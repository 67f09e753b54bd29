package io.github.emrharness.spi;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Makes S3A serve {@code s3://}, {@code s3n://} and {@code s3a://}, as on EMR since 7.10, from the S3 of the harness. */
public final class S3aProperties {

    private S3aProperties() {}

    /**
     * Gives Hadoop properties.
     *
     * @param endpoint of the store
     * @param bufferDirectory where S3A keeps what it is about to upload
     */
    public static Map<String, String> of(
            URI endpoint, String region, String accessKeyId, String secretAccessKey, Path bufferDirectory) {
        Map<String, String> conf = new TreeMap<>();
        for (String scheme : new String[] {"s3", "s3n", "s3a"}) {
            conf.put("fs." + scheme + ".impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
            conf.put("fs.AbstractFileSystem." + scheme + ".impl", "org.apache.hadoop.fs.s3a.S3A");
        }
        s3a(conf, "endpoint", endpoint.toString());
        s3a(conf, "endpoint.region", region);
        s3a(conf, "path.style.access", "true");
        s3a(conf, "connection.ssl.enabled", String.valueOf("https".equals(endpoint.getScheme())));
        s3a(conf, "aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        s3a(conf, "access.key", accessKeyId);
        s3a(conf, "secret.key", secretAccessKey);
        s3a(conf, "buffer.dir", bufferDirectory.toString());
        // The store is this machine's: what fails once fails again, and nobody should wait to be told.
        s3a(conf, "attempts.maximum", "2");
        s3a(conf, "retry.limit", "2");
        s3a(conf, "retry.interval", "50ms");
        s3a(conf, "connection.establish.timeout", "15s");
        // Checks against changes by others during a read cost requests and need object versions.
        s3a(conf, "change.detection.mode", "none");
        s3a(conf, "change.detection.version.required", "false");
        return conf;
    }

    private static void s3a(Map<String, String> conf, String name, String value) {
        conf.put("fs.s3a." + name, value);
    }
}
