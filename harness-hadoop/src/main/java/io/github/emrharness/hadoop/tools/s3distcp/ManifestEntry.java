package io.github.emrharness.hadoop.tools.s3distcp;

/**
 * A line of a manifest: a file that was copied.
 *
 * @param path the address of the copy
 * @param baseName the name of the file below the source
 * @param srcDir the destination; where the copies of a manifest begin
 * @param size of the file, in bytes
 */
record ManifestEntry(String path, String baseName, String srcDir, long size) {

    /** The copy as a file to copy again. */
    SourceFile copy() {
        String directory = srcDir.endsWith("/") ? srcDir : srcDir + "/";
        return new SourceFile(path, path.startsWith(directory) ? path.substring(directory.length()) : baseName, size);
    }
}
