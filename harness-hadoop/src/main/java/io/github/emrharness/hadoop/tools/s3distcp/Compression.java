package io.github.emrharness.hadoop.tools.s3distcp;

import java.util.List;
import java.util.Locale;

/** How a file is compressed, which its name tells. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    SNAPPY(".snappy"),
    /** Known by name only: its library is under the GPL and needs native code. */
    LZO(".lzo");

    private static final List<Compression> COMPRESSED = List.of(GZIP, SNAPPY, LZO);

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    static Compression of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return COMPRESSED.stream()
                .filter(each -> name.endsWith(each.extension))
                .findFirst()
                .orElse(NONE);
    }

    /** The name without the extension of its compression. */
    static String uncompressed(String fileName) {
        return fileName.substring(0, fileName.length() - of(fileName).extension.length());
    }

    /** The name that the file has when it is compressed like this instead. */
    String rename(String fileName) {
        return uncompressed(fileName) + extension;
    }

    /** By the value of {@code --outputCodec}. */
    static Compression ofCodec(String codec) {
        return switch (codec) {
            case "none" -> NONE;
            case "gz", "gzip" -> GZIP;
            case "snappy" -> SNAPPY;
            case "lzo", "lzop" ->
                throw new IllegalArgumentException("--outputCodec=" + codec + ": the harness cannot write LZO, whose"
                        + " library is under the GPL and needs native code. It can write gzip, gz, snappy and none.");
            default ->
                throw new IllegalArgumentException("--outputCodec=" + codec
                        + ": there is no such codec. Use one of gzip, gz, lzo, snappy, none and keep.");
        };
    }
}
