package io.github.emrharness.hadoop.tools.s3distcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides which files are copied and what their copies are called. */
final class CopyPlan {

    private final S3DistCpOptions options;
    private final Set<String> copiedBefore;
    private final Destination destination;

    /**
     * @param copiedBefore names of files that are left out
     */
    CopyPlan(S3DistCpOptions options, Set<String> copiedBefore, Destination destination) {
        this.options = options;
        this.copiedBefore = copiedBefore;
        this.destination = destination;
    }

    /** Gives the files to write, in the order of their names. */
    List<OutputFile> of(List<SourceFile> found) throws IOException {
        List<SourceFile> files = found.stream()
                .filter(this::isSelected)
                .sorted(Comparator.comparing(SourceFile::name))
                .toList();
        Optional<Pattern> groupBy = options.groupBy();
        List<OutputFile> outputs =
                new ArrayList<>(groupBy.isPresent() ? concatenated(files, groupBy.get()) : oneByOne(files));
        outputs.sort(Comparator.comparing(OutputFile::name));
        refuseSameNames(outputs);
        return numbered(outputs);
    }

    private boolean isSelected(SourceFile file) {
        return options.srcPattern()
                        .map(pattern -> pattern.matcher(file.address()).matches())
                        .orElse(true)
                && !copiedBefore.contains(file.name());
    }

    private List<OutputFile> oneByOne(List<SourceFile> files) throws IOException {
        List<OutputFile> outputs = new ArrayList<>();
        for (SourceFile file : files) {
            String name = options.outputCompression()
                    .map(compression -> compression.rename(file.name()))
                    .orElse(file.name());
            outputs.add(new OutputFile(name, List.of(file), isAppendedTo(name)));
        }
        return outputs;
    }

    private List<OutputFile> concatenated(List<SourceFile> files, Pattern groupBy) throws IOException {
        Map<String, List<SourceFile>> groups = new TreeMap<>();
        for (SourceFile file : files) {
            Matcher matcher = groupBy.matcher(file.address());
            if (matcher.matches()) {
                groups.computeIfAbsent(textOf(matcher), text -> new ArrayList<>())
                        .add(file);
            }
        }
        List<OutputFile> outputs = new ArrayList<>();
        for (Map.Entry<String, List<SourceFile>> group : groups.entrySet()) {
            // Where the files of a group are in several directories, the first one's is taken.
            String name = group.getValue().get(0).directory() + group.getKey();
            outputs.addAll(new Parts(name).of(group.getValue()));
        }
        return outputs;
    }

    private static String textOf(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .map(text -> text == null ? "" : text)
                .collect(Collectors.joining());
    }

    private boolean isAppendedTo(String name) throws IOException {
        return options.appendsToLastFile() && destination.size(name).isPresent();
    }

    private void refuseSameNames(List<OutputFile> outputs) throws IOException {
        Map<String, OutputFile> byName = new HashMap<>();
        for (OutputFile output : outputs) {
            OutputFile other = byName.put(output.name(), output);
            if (other != null) {
                throw new IOException(other.sources().get(0).address() + " and "
                        + output.sources().get(0).address() + " would both be copied to " + output.name() + " below "
                        + options.dest() + ".");
            }
        }
    }

    private List<OutputFile> numbered(List<OutputFile> outputs) {
        OptionalInt first = options.firstNumber();
        if (first.isEmpty()) {
            return List.copyOf(outputs);
        }
        List<OutputFile> numbered = new ArrayList<>();
        for (OutputFile output : outputs) {
            int number = first.getAsInt() + numbered.size();
            int directory = output.name().lastIndexOf('/') + 1;
            numbered.add(output.withName(output.name().substring(0, directory)
                    + number
                    + output.name().substring(directory)));
        }
        return List.copyOf(numbered);
    }

    /** The files that a group becomes: one, or several with numbers if it is larger than the target size. */
    private final class Parts {

        private final String stem;
        private final String extension;

        Parts(String name) {
            stem = Compression.uncompressed(name);
            extension = options.outputCompression().map(Compression::extension).orElse(name.substring(stem.length()));
        }

        List<OutputFile> of(List<SourceFile> files) throws IOException {
            int last = options.appendsToLastFile() ? lastNumber() : -1;
            boolean appends = options.appendsToLastFile()
                    && (last >= 0 || destination.size(name(-1)).isPresent());
            long taken = appends ? destination.size(name(last)).orElse(0) : 0;
            List<List<SourceFile>> parts = split(files, taken);
            boolean hasNumbers = last >= 0 || (parts.size() > 1 && !appends);
            int number = appends ? last : hasNumbers ? 0 : -1;
            List<OutputFile> outputs = new ArrayList<>();
            for (List<SourceFile> part : parts) {
                if (!part.isEmpty()) {
                    outputs.add(new OutputFile(name(number), part, appends && outputs.isEmpty() && number == last));
                }
                number++;
            }
            return outputs;
        }

        /** The first part may stay empty, if what it is appended to has reached the target size. */
        private List<List<SourceFile>> split(List<SourceFile> files, long taken) {
            List<List<SourceFile>> parts = new ArrayList<>();
            List<SourceFile> part = new ArrayList<>();
            parts.add(part);
            long size = taken;
            for (SourceFile file : files) {
                if (size > 0 && size + file.size() > options.targetSize().orElse(Long.MAX_VALUE)) {
                    part = new ArrayList<>();
                    parts.add(part);
                    size = 0;
                }
                part.add(file);
                size += file.size();
            }
            return parts;
        }

        private int lastNumber() throws IOException {
            int last = -1;
            while (destination.size(name(last + 1)).isPresent()) {
                last++;
            }
            return last;
        }

        /** Without a number for -1. */
        private String name(int number) {
            return stem + (number < 0 ? "" : String.valueOf(number)) + extension;
        }
    }
}
