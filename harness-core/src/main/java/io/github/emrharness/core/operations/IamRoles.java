package io.github.emrharness.core.operations;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IAM roles and instance profiles that are taken to exist. There is no IAM here: unless a test says otherwise, every
 * name exists that IAM would allow.
 *
 * @param known the names that exist, of roles and of instance profiles alike; empty for all
 * @param missing names that do not exist, although they are known
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM name requirements</a>
 */
public record IamRoles(Optional<Set<String>> known, Set<String> missing) {

    private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern PROFILE_NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:iam::\\d{12}:(role|instance-profile)/(?:[!-~]+/)?([^/]+)");

    public IamRoles {
        known = known.map(Set::copyOf);
        missing = Set.copyOf(missing);
    }

    /** Every name exists. */
    public static IamRoles any() {
        return new IamRoles(Optional.empty(), Set.of());
    }

    /** Tells whether there is such a role, given by its name or its ARN. */
    boolean hasRole(String nameOrArn) {
        return exists(nameOrArn, "role", ROLE_NAME);
    }

    /** Tells whether there is such an instance profile, given by its name or its ARN. */
    boolean hasInstanceProfile(String nameOrArn) {
        return exists(nameOrArn, "instance-profile", PROFILE_NAME);
    }

    private boolean exists(String nameOrArn, String kind, Pattern form) {
        Matcher arn = ARN.matcher(nameOrArn);
        if (arn.matches() && !arn.group(1).equals(kind)) {
            return false;
        }
        String name = arn.matches() ? arn.group(2) : nameOrArn;
        return form.matcher(name).matches()
                && !missing.contains(name)
                && known.map(names -> names.contains(name)).orElse(true);
    }
}
