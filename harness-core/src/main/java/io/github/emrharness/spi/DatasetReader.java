package io.github.emrharness.spi;

import java.io.IOException;

/** Reads what steps have written, with an engine's own readers; a {@linkplain Engine#capability capability}. */
public interface DatasetReader {

    /**
     * Reads the whole dataset into memory.
     *
     * @throws IOException if there is nothing to read or it cannot be read; the message names the location and says why
     */
    DatasetContent read(DatasetLocation location) throws IOException;
}
