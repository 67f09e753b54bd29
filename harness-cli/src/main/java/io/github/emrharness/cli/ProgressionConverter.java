package io.github.emrharness.cli;

import io.github.emrharness.Progression;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --progression}. */
final class ProgressionConverter implements ITypeConverter<Progression> {

    /** For picocli. */
    ProgressionConverter() {}

    @Override
    public Progression convert(String text) {
        try {
            return Progression.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "must be \"immediate\", \"after <time>\" as in \"after 5 s\", or \"after <n> describes\", but is \""
                            + text + "\"");
        }
    }
}
