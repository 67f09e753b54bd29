package io.github.emrharness.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of EMR.
 *
 * @param label for example {@code emr-7.10.0}
 * @param contents the versions by name, as the Release Guide prints them; empty where its table is not known
 */
public record Release(String label, Map<String, String> contents) {

    private static final Pattern VERSION = Pattern.compile("emr-(?:spark-)?(\\d+)\\.(\\d+).*");
    private static final Set<String> NOT_APPLICATIONS = Set.of("AWS SDK for Java", "Java", "Python", "Scala");

    private static final String AMAZON_LINUX_2 = "2.0.20260803.1";
    private static final String AMAZON_LINUX_2023 = "2023.12.20260803.3";

    public Release {
        contents = Map.copyOf(contents);
    }

    /** Tells whether this is that release of EMR or a later one; the {@code emr-spark} line counts as version 8. */
    public boolean isAtLeast(int major, int minor) {
        Matcher version = VERSION.matcher(label);
        if (!version.matches()) {
            throw new IllegalStateException("A release label without a version: " + label);
        }
        int ownMajor = Integer.parseInt(version.group(1));
        return ownMajor > major || (ownMajor == major && Integer.parseInt(version.group(2)) >= minor);
    }

    /** Tells whether it has managed scaling and auto-termination, which came with 5.30.0 and 6.1.0 but not with 6.0. */
    public boolean hasManagedScalingAndAutoTermination() {
        return isAtLeast(6, 1) || (isAtLeast(5, 30) && !isAtLeast(6, 0));
    }

    /**
     * The Amazon Linux releases that its clusters can have, newest first; empty if it came before they could be chosen.
     * The newest one stands for all: AWS publishes no list.
     */
    public List<String> osReleases() {
        if (isAtLeast(7, 0)) {
            return List.of(AMAZON_LINUX_2023);
        }
        return isAtLeast(5, 30) ? List.of(AMAZON_LINUX_2) : List.of();
    }

    /** Tells whether it is known what the release holds. */
    public boolean hasContents() {
        return !contents.isEmpty();
    }

    /** The application as EMR spells it; the case of the name given does not matter. */
    public Optional<String> application(String name) {
        return applications().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** The names of the applications that the release offers, in alphabetical order. */
    public List<String> applications() {
        return contents.keySet().stream()
                .filter(name -> !NOT_APPLICATIONS.contains(name))
                .sorted()
                .toList();
    }

    /** The version of an application as the API tells it: the one of its project, without Amazon's suffix. */
    public Optional<String> upstreamVersion(String application) {
        return Optional.ofNullable(contents.get(application)).map(version -> {
            int suffix = version.indexOf("-amzn");
            return suffix < 0 ? version : version.substring(0, suffix);
        });
    }
}
