package io.github.emrharness;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says what there is where something was looked for in vain. */
final class NearMiss {

    private static final int SHOWN = 10;

    private NearMiss() {}

    static String describe(ObjectStore store, S3Address missing) throws IOException {
        String what = "There is no object " + missing.uri() + ".";
        if (!store.bucketExists(missing.bucket())) {
            return what + " There is no bucket [" + missing.bucket() + "] either.";
        }
        String folder = missing.key();
        do {
            int slash = folder.lastIndexOf('/', Math.max(0, folder.length() - 2));
            folder = slash < 0 ? "" : folder.substring(0, slash + 1);
            List<StoredObject> there = store.list(missing.bucket(), folder);
            if (!there.isEmpty()) {
                return what + " Under s3://" + missing.bucket() + "/" + folder + " there is: " + say(there, folder)
                        + ".";
            }
        } while (!folder.isEmpty());
        return what + " The bucket is empty.";
    }

    /** The first few, each with its size. */
    static String say(List<StoredObject> objects, String prefix) {
        String shown = objects.stream()
                .limit(SHOWN)
                .map(object -> object.key().substring(prefix.length()) + " (" + object.size() + " B)")
                .collect(Collectors.joining(", "));
        int more = objects.size() - SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
