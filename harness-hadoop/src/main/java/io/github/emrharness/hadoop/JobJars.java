package io.github.emrharness.hadoop;

import io.github.emrharness.spi.ObjectStore;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the jars of steps on this machine, or brings them there from S3. */
final class JobJars {

    private static final Pattern S3 = Pattern.compile("s3[an]?://([^/]+)/(?:.*/)?([^/]+)");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final HadoopJvms jvms;
    private final Supplier<ObjectStore> store;

    JobJars(HadoopJvms jvms, Supplier<ObjectStore> store) {
        this.jvms = jvms;
        this.store = store;
    }

    /** The path that the first word of {@code hadoop jar} stands for: EMR's own jars, otherwise as it is. */
    String local(String word) throws IOException {
        var artifact = EmrJars.artifact(word);
        return artifact.isPresent() ? jvms.hadoop().artifact(artifact.get()).toString() : word;
    }

    /**
     * The path of a step's jar, in the step's directory if it comes from S3; the file may be missing where the address is one
     * of this machine.
     *
     * @throws StepStartException if it cannot be fetched
     */
    String ofStep(String address, Path directory) throws StepStartException, IOException {
        Matcher s3 = S3.matcher(address);
        if (s3.matches()) {
            Path target = directory.resolve(s3.group(2));
            String key = address.substring(address.indexOf('/', address.indexOf("//") + 2) + 1);
            try (InputStream in = store.get().get(s3.group(1), key)) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new StepStartException(
                        "Error whilst fetching '" + address + "': '" + address + "' does not exist: " + e.getMessage());
            }
            return target.toString();
        }
        String own = local(address);
        if (own.startsWith("file:")) {
            return URI.create(own).getPath();
        }
        if (SCHEME.matcher(own).matches()) {
            throw new StepStartException("Error whilst fetching '" + address + "': EMR reads jars from s3://, s3n://,"
                    + " s3a:// and hdfs:// addresses and files of the master.");
        }
        return own;
    }
}
