package io.github.emrharness.cli;

import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.Releases;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells at the start what the first step of a cluster of that release would tell otherwise. */
final class ReleaseCheck {

    private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)\\..*");
    private static final int SHOWN = 5;

    private final Releases releases = Releases.load();
    private final Optional<String> spark;

    /** Takes the version of the Spark that is there. */
    ReleaseCheck(Optional<String> spark) {
        this.spark = spark;
    }

    /**
     * Refuses a release that does not exist, and one whose Spark is of another minor version than ours.
     *
     * @throws StartException if steps of that release cannot run here
     */
    void check(String label) throws StartException {
        Release release = releases.find(label).orElseThrow(() -> unknown(label));
        Optional<String> wanted = release.upstreamVersion("Spark");
        if (wanted.isPresent() && spark.isPresent() && !minor(wanted.get()).equals(minor(spark.get()))) {
            throw new StartException("The release " + label + " has Spark " + wanted.get() + ", but this is Spark "
                    + spark.get() + ". Choose a release with Spark " + minor(spark.get()) + ", such as "
                    + releasesWithOurSpark() + ".");
        }
    }

    private StartException unknown(String label) {
        List<String> labels = releases.labels();
        return new StartException("There is no release " + label + ". The newest are "
                + String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size()))) + ".");
    }

    private String releasesWithOurSpark() {
        return String.join(
                ", ",
                releases.labels().stream()
                        .filter(label -> releases.find(label)
                                .flatMap(release -> release.upstreamVersion("Spark"))
                                .map(ReleaseCheck::minor)
                                .equals(spark.map(ReleaseCheck::minor)))
                        .limit(SHOWN)
                        .toList());
    }

    private static String minor(String version) {
        Matcher minor = MINOR.matcher(version);
        return minor.matches() ? minor.group(1) : version;
    }
}
