package io.github.emrharness.core.account;

import java.time.Instant;

/**
 * A security configuration. It never changes; a cluster that uses it is not affected when it is deleted.
 *
 * @param document the JSON as DescribeSecurityConfiguration tells it
 * @param runtimeRoles whether steps have roles of their own ({@code EnableApplicationScopedIAMRole})
 * @param kerberos whether clusters authenticate by Kerberos
 */
public record SecurityConfiguration(
        String name, String document, Instant created, boolean runtimeRoles, boolean kerberos) {}
