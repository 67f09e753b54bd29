package io.github.emrharness.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The part of EMR's service model that the AWS SDK for Java leaves out: how long a string may be, which values there are
 * of an enumeration ...
 */
final class MemberConstraints {

    private static final String RESOURCE = "member-constraints.properties";
    private static final String TYPE_PREFIX = "type.";

    private final Map<String, MemberConstraint> byMember;

    private MemberConstraints(Map<String, MemberConstraint> byMember) {
        this.byMember = byMember;
    }

    /** Allows everything. */
    static MemberConstraints none() {
        return new MemberConstraints(Map.of());
    }

    static MemberConstraints load() {
        Properties properties = new Properties();
        try (InputStream in = MemberConstraints.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing beside "
                        + MemberConstraints.class.getName() + ": the harness's jar was repackaged without it.");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + RESOURCE, e);
        }
        Map<String, MemberConstraint> types = new HashMap<>();
        Map<String, MemberConstraint> byMember = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(TYPE_PREFIX)) {
                byMember.put(
                        name,
                        types.computeIfAbsent(
                                properties.getProperty(name),
                                type -> MemberConstraint.parse(properties.getProperty(TYPE_PREFIX + type))));
            }
        }
        return new MemberConstraints(byMember);
    }

    /**
     * Gives what a member must satisfy, or, if it is a list, what each of its items must; null if nothing.
     *
     * @param structure the simple name of the SDK's class, such as {@code StepConfig}
     * @param member its name on the wire
     */
    @Nullable
    MemberConstraint find(String structure, String member) {
        return byMember.get(structure + "." + member);
    }

    Map<String, MemberConstraint> all() {
        return Map.copyOf(byMember);
    }
}
