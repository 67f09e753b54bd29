package io.github.emrharness.hadoop.tools.s3distcp;

import java.io.IOException;
import java.util.OptionalLong;

/** What is at the destination already. */
interface Destination {

    /** The size in bytes of the file of that name; empty if there is none. */
    OptionalLong size(String name) throws IOException;
}
