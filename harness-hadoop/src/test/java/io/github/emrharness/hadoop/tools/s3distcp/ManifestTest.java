package io.github.emrharness.hadoop.tools.s3distcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final String LINE =
            "{\"path\":\"s3://shop/out/x/a \\\"b\\\".log\",\"baseName\":\"x/a \\\"b\\\".log\",\"srcDir\":\"s3://shop/out\",\"size\":12}\n";
    private static final ManifestEntry ENTRY =
            new ManifestEntry("s3://shop/out/x/a \"b\".log", "x/a \"b\".log", "s3://shop/out", 12);

    @Test
    void is_json_line_by_line() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Manifest.write(List.of(ENTRY, ENTRY), out);

        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes(), UTF_8))
                .isEqualTo(LINE + LINE);
        assertThat(Manifest.read(new ByteArrayInputStream(out.toByteArray()), "m.gz"))
                .containsExactly(ENTRY, ENTRY);
    }

    @Test
    void the_copy_has_its_name_below_the_destination() {
        assertThat(ENTRY.copy()).isEqualTo(new SourceFile("s3://shop/out/x/a \"b\".log", "x/a \"b\".log", 12));
        assertThat(new ManifestEntry("s3://shop/out/x/a.gz", "x/a.log", "s3://shop/out/", 12)
                        .copy()
                        .name())
                .isEqualTo("x/a.gz");
        assertThat(new ManifestEntry("s3://other/x/a.gz", "x/a.log", "s3://shop/out/", 12)
                        .copy()
                        .name())
                .isEqualTo("x/a.log");
    }

    @Test
    void what_is_no_manifest_is_refused() {
        assertThatThrownBy(() -> Manifest.read(new ByteArrayInputStream(LINE.getBytes(UTF_8)), "m.gz"))
                .hasMessage("The manifest m.gz is not compressed with gzip: Not in GZIP format");
        assertThatThrownBy(() -> read(LINE + "\nx\n"))
                .hasMessage("This is no JSON object in the manifest m.gz, line 3: x");
        assertThatThrownBy(() -> read("{\"path\":\"s3://shop/a\"}"))
                .hasMessage("The manifest m.gz, line 1 lacks one of path, baseName, srcDir and size:"
                        + " {\"path\":\"s3://shop/a\"}");
    }

    private static List<ManifestEntry> read(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return Manifest.read(new ByteArrayInputStream(bytes.toByteArray()), "m.gz");
    }
}
