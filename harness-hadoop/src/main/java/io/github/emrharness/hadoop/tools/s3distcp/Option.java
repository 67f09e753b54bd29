package io.github.emrharness.hadoop.tools.s3distcp;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options of {@code s3-dist-cp}, in the order of the documentation. */
enum Option {
    HELP("--help", Value.NONE, "Print this text"),
    SRC("--src", Value.REQUIRED, "Directory to copy files from"),
    DEST("--dest", Value.REQUIRED, "Directory to copy files to"),
    SRC_PATTERN("--srcPattern", Value.REQUIRED, "Copy only files whose address matches this regular expression"),
    GROUP_BY(
            "--groupBy",
            Value.REQUIRED,
            "Concatenate files for which the groups of this expression match the same text"),
    TARGET_SIZE("--targetSize", Value.REQUIRED, "Size in MiB that concatenated files should have"),
    APPEND_TO_LAST_FILE("--appendToLastFile", Value.NONE, "Append to files that exist in HDFS"),
    OUTPUT_CODEC("--outputCodec", Value.REQUIRED, "Compression of the copies: gzip, gz, snappy, none or keep"),
    S3_SERVER_SIDE_ENCRYPTION("--s3ServerSideEncryption", Value.NONE, "Let S3 encrypt the copies"),
    DELETE_ON_SUCCESS("--deleteOnSuccess", Value.NONE, "Delete the files that were copied, once all are"),
    DISABLE_MULTIPART_UPLOAD("--disableMultipartUpload", Value.NONE, "Write each object of S3 in one request"),
    MULTIPART_UPLOAD_CHUNK_SIZE(
            "--multipartUploadChunkSize", Value.REQUIRED, "Size in MiB of a part of an upload (16)"),
    NUMBER_FILES("--numberFiles", Value.NONE, "Prepend sequential numbers to the names of the copies"),
    STARTING_INDEX("--startingIndex", Value.REQUIRED, "The first of these numbers (0)"),
    OUTPUT_MANIFEST("--outputManifest", Value.REQUIRED, "Name of a file below --dest that lists the copies"),
    PREVIOUS_MANIFEST("--previousManifest", Value.REQUIRED, "Manifest of an earlier call, whose files are left out"),
    REQUIRE_PREVIOUS_MANIFEST(
            "--requirePreviousManifest", Value.OPTIONAL, "Whether the previous manifest has to exist (true)"),
    COPY_FROM_MANIFEST("--copyFromManifest", Value.NONE, "Copy the files of the previous manifest and no others"),
    S3_ENDPOINT("--s3Endpoint", Value.REQUIRED, "Endpoint of S3"),
    STORAGE_CLASS("--storageClass", Value.REQUIRED, "STANDARD or REDUCED_REDUNDANCY"),
    SRC_PREFIXES_FILE("--srcPrefixesFile", Value.REQUIRED, "File with directories below --src to copy, one a line");

    /** Whether an option is followed by a value, as {@code --name value} or {@code --name=value}. */
    enum Value {
        NONE,
        /** Only with an equals sign; {@code true} without. */
        OPTIONAL,
        REQUIRED
    }

    private final String word;
    private final Value value;
    private final String meaning;

    Option(String word, Value value, String meaning) {
        this.word = word;
        this.value = value;
        this.meaning = meaning;
    }

    String word() {
        return word;
    }

    Value value() {
        return value;
    }

    static Optional<Option> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static String help() {
        return Arrays.stream(values())
                .map(each ->
                        "     " + each.word + (each.value == Value.NONE ? "" : "=VALUE") + "   -   " + each.meaning)
                .collect(Collectors.joining("\n", "Usage: s3-dist-cp --src=LOCATION --dest=LOCATION [options]\n", ""));
    }
}
