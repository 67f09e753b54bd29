package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The class files of the {@link ProcessFacade} and its like. */
final class FacadeBytes {

    private FacadeBytes() {}

    static byte[] of(Class<?> facade) {
        String file = facade.getSimpleName() + ".class";
        try (InputStream in = facade.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
