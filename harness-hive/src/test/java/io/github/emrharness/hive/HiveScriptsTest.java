package io.github.emrharness.hive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.spi.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveScriptsTest {

    @TempDir
    Path directory;

    private final Map<String, String> objects = new HashMap<>();

    @Test
    void a_text_is_found_in_files_and_objects() throws Exception {
        Path file = Files.writeString(directory.resolve("a.q"), "SELECT 'hdfs:///x'");
        objects.put("b/q/a.q", "-- é\nSELECT 'hdfs:///x'");
        objects.put("b/q/other.q", "SELECT 1");

        assertThat(mention(file.toString())).isTrue();
        assertThat(mention("file://" + file)).isTrue();
        assertThat(mention("s3://b/q/a.q")).isTrue();
        assertThat(mention("s3://b/q/other.q", "s3a://b/q/a.q")).isTrue();
        assertThat(mention("s3://b/q/other.q")).isFalse();
    }

    @Test
    void what_a_script_sources_is_looked_into_as_well() {
        objects.put("b/main.q", "SELECT 1;\n  SOURCE ${hivevar:Q}/more.q;\nsource s3://b/main.q;");
        objects.put("b/q/more.q", "source ${Q}/last.q ;");
        objects.put("b/q/last.q", "SELECT 'hdfs:///x'");

        assertThat(mention("s3://b/main.q")).isTrue();
        objects.put("b/q/last.q", "SELECT 1");
        assertThat(mention("s3://b/main.q")).isFalse();
        objects.put("b/q/last.q", "source hdfs:///q/rest.q;");
        assertThat(mention("s3://b/main.q")).isTrue();
    }

    @Test
    void what_is_not_there_mentions_nothing() {
        assertThat(mention("s3://b/none.q", "/none.q", "http://[x", "s3://b")).isFalse();
    }

    private boolean mention(String... locations) {
        return new HiveScripts(() -> store(), List.of(locations), Map.of("Q", "s3://b/q")).mention("hdfs:");
    }

    private ObjectStore store() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("get");
                    return content(args[0] + "/" + args[1]);
                });
    }

    private ByteArrayInputStream content(String name) throws IOException {
        String text = objects.get(name);
        if (text == null) {
            throw new FileNotFoundException(name);
        }
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
