package io.github.emrharness.core.commands;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of an object in S3. */
record S3Location(String bucket, String key) {

    private static final Pattern ADDRESS = Pattern.compile("s3[an]?://([^/]+)/(.+)");

    /** Empty if the address is none of an object in S3. */
    static Optional<S3Location> parse(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() ? Optional.of(new S3Location(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The last part of the key; empty for a key that ends with a slash. */
    String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
