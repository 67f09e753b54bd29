package io.github.emrharness.jvm.inprocess;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The class file of the {@link ProcessFacade}. */
final class FacadeBytes {

    private FacadeBytes() {}

    static byte[] read() {
        String file = ProcessFacade.class.getSimpleName() + ".class";
        try (InputStream in = ProcessFacade.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
