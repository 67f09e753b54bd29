package io.github.emrharness.hadoop.tools.s3distcp;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A command line of {@code s3-dist-cp} without mistakes. */
final class S3DistCpOptions {

    private static final long MIB = 1024 * 1024;
    private static final int DEFAULT_CHUNK_MIB = 16;
    private static final List<String> STORAGE_CLASSES = List.of("STANDARD", "REDUCED_REDUNDANCY");
    private static final Pattern S3_BUCKET = Pattern.compile("s3[an]?://([^/]*).*");

    private final Map<Option, String> values;

    private S3DistCpOptions(Map<Option, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if there is a mistake in it; the message names the option and the rule
     */
    static S3DistCpOptions parse(List<String> words) {
        S3DistCpOptions options = new S3DistCpOptions(values(words));
        if (!options.isHelp()) {
            options.check();
        }
        return options;
    }

    private static Map<Option, String> values(List<String> words) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            Option option =
                    Option.of(name).orElseThrow(() -> mistake(name, "there is no such option; --help lists all"));
            String value = equals < 0 ? null : word.substring(equals + 1);
            switch (option.value()) {
                case NONE -> {
                    if (value != null) {
                        throw mistake(word, "this option has no value");
                    }
                    values.put(option, "true");
                }
                case OPTIONAL -> values.put(option, value == null ? "true" : value);
                case REQUIRED -> {
                    if (value == null && ++i == words.size()) {
                        throw mistake(name, "a value has to follow");
                    }
                    values.put(option, value == null ? words.get(i) : value);
                }
            }
        }
        return values;
    }

    private void check() {
        checkLocation(Option.SRC);
        checkLocation(Option.DEST);
        srcPattern();
        groupBy().ifPresent(pattern -> {
            if (pattern.matcher("").groupCount() == 0) {
                throw mistake(Option.GROUP_BY, "the expression has no group in parentheses that files are grouped by");
            }
        });
        number(Option.TARGET_SIZE, 1);
        number(Option.MULTIPART_UPLOAD_CHUNK_SIZE, 5);
        number(Option.STARTING_INDEX, 0);
        outputCompression();
        requiresPreviousManifest();
        storageClass();
        if (is(Option.COPY_FROM_MANIFEST) && previousManifest().isEmpty()) {
            throw new IllegalArgumentException(
                    "--copyFromManifest needs --previousManifest, which names the manifest.");
        }
    }

    private void checkLocation(Option option) {
        String location = values.getOrDefault(option, "");
        if (location.isBlank()) {
            throw new IllegalArgumentException(option.word() + " is required: the location "
                    + (option == Option.SRC ? "of the data to copy." : "that the data is copied to."));
        }
        Matcher s3 = S3_BUCKET.matcher(location);
        if (s3.matches() && s3.group(1).contains("_")) {
            throw mistake(option, "S3DistCp does not support bucket names that contain the underscore character");
        }
    }

    boolean isHelp() {
        return is(Option.HELP);
    }

    String src() {
        return values.getOrDefault(Option.SRC, "");
    }

    String dest() {
        return values.getOrDefault(Option.DEST, "");
    }

    Optional<Pattern> srcPattern() {
        return pattern(Option.SRC_PATTERN);
    }

    Optional<Pattern> groupBy() {
        return pattern(Option.GROUP_BY);
    }

    /** In bytes. */
    OptionalLong targetSize() {
        OptionalInt mib = number(Option.TARGET_SIZE, 1);
        return mib.isPresent() ? OptionalLong.of(mib.getAsInt() * MIB) : OptionalLong.empty();
    }

    boolean appendsToLastFile() {
        return is(Option.APPEND_TO_LAST_FILE);
    }

    /** Empty to keep that of the source. */
    Optional<Compression> outputCompression() {
        return Optional.ofNullable(values.get(Option.OUTPUT_CODEC))
                .map(codec -> codec.toLowerCase(Locale.ROOT))
                .filter(codec -> !codec.equals("keep"))
                .map(Compression::ofCodec);
    }

    boolean deletesOnSuccess() {
        return is(Option.DELETE_ON_SUCCESS);
    }

    /** The number that the name of the first copy begins with; empty to number none. */
    OptionalInt firstNumber() {
        return is(Option.NUMBER_FILES)
                ? OptionalInt.of(number(Option.STARTING_INDEX, 0).orElse(0))
                : OptionalInt.empty();
    }

    Optional<String> outputManifest() {
        return Optional.ofNullable(values.get(Option.OUTPUT_MANIFEST));
    }

    Optional<String> previousManifest() {
        return Optional.ofNullable(values.get(Option.PREVIOUS_MANIFEST));
    }

    boolean requiresPreviousManifest() {
        String value =
                values.getOrDefault(Option.REQUIRE_PREVIOUS_MANIFEST, "true").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw mistake(Option.REQUIRE_PREVIOUS_MANIFEST, "the value has to be true or false");
        }
        return value.equals("true");
    }

    boolean copiesFromManifest() {
        return is(Option.COPY_FROM_MANIFEST);
    }

    Optional<String> srcPrefixesFile() {
        return Optional.ofNullable(values.get(Option.SRC_PREFIXES_FILE));
    }

    /** Given, but without effect: there is only one S3. */
    Optional<String> s3Endpoint() {
        return Optional.ofNullable(values.get(Option.S3_ENDPOINT));
    }

    /** What S3A has to be told. */
    Map<String, String> s3aProperties() {
        Map<String, String> properties = new TreeMap<>();
        int chunk = number(Option.MULTIPART_UPLOAD_CHUNK_SIZE, 5).orElse(DEFAULT_CHUNK_MIB);
        properties.put("fs.s3a.multipart.size", chunk + "M");
        if (is(Option.DISABLE_MULTIPART_UPLOAD)) {
            properties.put("fs.s3a.multipart.uploads.enabled", "false");
        }
        if (is(Option.S3_SERVER_SIDE_ENCRYPTION)) {
            properties.put("fs.s3a.encryption.algorithm", "AES256");
        }
        storageClass().ifPresent(name -> properties.put("fs.s3a.create.storage.class", name.toLowerCase(Locale.ROOT)));
        return properties;
    }

    private Optional<String> storageClass() {
        Optional<String> name = Optional.ofNullable(values.get(Option.STORAGE_CLASS));
        if (name.isPresent() && !STORAGE_CLASSES.contains(name.get())) {
            throw mistake(Option.STORAGE_CLASS, "the value has to be STANDARD or REDUCED_REDUNDANCY");
        }
        return name;
    }

    private boolean is(Option option) {
        return values.containsKey(option);
    }

    private Optional<Pattern> pattern(Option option) {
        try {
            return Optional.ofNullable(values.get(option)).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw mistake(option, "this is no regular expression: " + e.getDescription());
        }
    }

    private OptionalInt number(Option option, int least) {
        String value = values.get(option);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // As a number that is too small.
        }
        throw mistake(option, "the value has to be an integer of at least " + least);
    }

    private IllegalArgumentException mistake(Option option, String problem) {
        return mistake(option.word() + "=" + values.get(option), problem);
    }

    private static IllegalArgumentException mistake(String given, String problem) {
        return new IllegalArgumentException(given + ": " + problem + ".");
    }
}
