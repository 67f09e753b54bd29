package io.github.emrharness.hadoop.tools.s3distcp;

import java.util.List;

/**
 * A file to write.
 *
 * @param name below the destination
 * @param sources whose contents it gets, one after the other
 * @param appended to what the file has already, or instead of it
 */
record OutputFile(String name, List<SourceFile> sources, boolean appended) {

    OutputFile {
        sources = List.copyOf(sources);
    }

    OutputFile withName(String other) {
        return new OutputFile(other, sources, appended);
    }
}
