package io.github.emrharness.s3;

/** A running S3Mock. */
interface Server extends AutoCloseable {

    /** Where it listens on 127.0.0.1. */
    int port();

    /** Ends it and all that it started; does nothing the second time. */
    @Override
    void close();
}
