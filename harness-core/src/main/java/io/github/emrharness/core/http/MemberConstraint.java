package io.github.emrharness.core.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a scalar of a request must satisfy, in the words in which AWS says that it does not. */
sealed interface MemberConstraint {

    /** Gives the rule that is broken, such as {@code Member must have length less than or equal to 256}. */
    Optional<String> brokenBy(Object value);

    /**
     * Reads a constraint: {@code length 0..256}, also with a pattern after it, {@code value 1..} or {@code enum A B}.
     */
    static MemberConstraint parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts[0].equals("enum")) {
            return new OneOf(Arrays.stream(text.split(" ")).skip(1).sorted().toList());
        }
        String[] limits = parts[1].split("\\.\\.", -1);
        Optional<Long> least = limit(limits[0]);
        Optional<Long> most = limit(limits[1]);
        return parts[0].equals("length")
                ? new Text(least, most, parts.length < 3 ? Optional.empty() : Optional.of(Pattern.compile(parts[2])))
                : new Range(least, most);
    }

    private static Optional<Long> limit(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
    }

    /** A string of some length, and perhaps of some form. */
    record Text(Optional<Long> least, Optional<Long> most, Optional<Pattern> pattern) implements MemberConstraint {

        @Override
        public Optional<String> brokenBy(Object value) {
            String text = (String) value;
            if (least.isPresent() && text.length() < least.get()) {
                return Optional.of("Member must have length greater than or equal to " + least.get());
            }
            if (most.isPresent() && text.length() > most.get()) {
                return Optional.of("Member must have length less than or equal to " + most.get());
            }
            return pattern.filter(form -> !form.matcher(text).matches())
                    .map(form -> "Member must satisfy regular expression pattern: " + form);
        }
    }

    /** A number within limits. */
    record Range(Optional<Long> least, Optional<Long> most) implements MemberConstraint {

        @Override
        public Optional<String> brokenBy(Object value) {
            double number = ((Number) value).doubleValue();
            if (least.isPresent() && number < least.get()) {
                return Optional.of("Member must have value greater than or equal to " + least.get());
            }
            if (most.isPresent() && number > most.get()) {
                return Optional.of("Member must have value less than or equal to " + most.get());
            }
            return Optional.empty();
        }
    }

    /** One of some strings. */
    record OneOf(List<String> values) implements MemberConstraint {

        @Override
        public Optional<String> brokenBy(Object value) {
            return values.contains((String) value)
                    ? Optional.empty()
                    : Optional.of("Member must satisfy enum value set: " + values);
        }
    }
}
