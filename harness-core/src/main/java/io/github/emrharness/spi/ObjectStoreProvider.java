package io.github.emrharness.spi;

import java.io.IOException;

/** Opens the object store; found with {@link java.util.ServiceLoader}. */
public interface ObjectStoreProvider {

    /**
     * Starts an object store of its own for one harness.
     *
     * @throws IOException if it cannot be started; the message says why and what to do
     */
    ObjectStore open(HarnessContext context) throws IOException;
}
