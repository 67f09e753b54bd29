package io.github.emrharness;

import java.util.List;

/** A bucket and a key, or the beginning of keys. */
record S3Address(String bucket, String key) {

    private static final List<String> SCHEMES = List.of("s3://", "s3a://", "s3n://");

    /** Puts the name of the bucket where {@code {bucket}} stands. */
    static String fill(String text, String bucket) {
        return text.replace("{bucket}", bucket);
    }

    static boolean hasScheme(String location) {
        return SCHEMES.stream().anyMatch(location::startsWith);
    }

    /**
     * Reads a full address, or a key relative to the bucket.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static S3Address parse(String location, String bucket) {
        String filled = fill(location, bucket);
        for (String scheme : SCHEMES) {
            if (filled.startsWith(scheme)) {
                String rest = filled.substring(scheme.length());
                int slash = rest.indexOf('/');
                String named = slash < 0 ? rest : rest.substring(0, slash);
                if (named.isEmpty()) {
                    throw new IllegalArgumentException("The address [" + location + "] names no bucket.");
                }
                return new S3Address(named, slash < 0 ? "" : rest.substring(slash + 1));
            }
        }
        if (filled.startsWith("/") || filled.contains("://")) {
            throw new IllegalArgumentException(
                    "[" + location + "] is neither a key, such as \"input/sales.csv\", nor an"
                            + " address, such as \"s3://{bucket}/input/sales.csv\".");
        }
        return new S3Address(bucket, filled);
    }

    String uri() {
        return "s3://" + bucket + "/" + key;
    }
}
