package io.github.emrharness.hadoop.tools.s3distcp;

/**
 * A file to copy.
 *
 * @param address with its scheme
 * @param name below the source, with {@code /} between directories
 * @param size in bytes
 */
record SourceFile(String address, String name, long size) {

    /** The part of the name before the last slash, with it; empty if there is none. */
    String directory() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
