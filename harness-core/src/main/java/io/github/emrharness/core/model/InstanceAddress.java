package io.github.emrharness.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an EC2 instance is.
 *
 * @param publicIpAddress null in a private subnet
 * @param publicDnsName empty in a private subnet
 */
record InstanceAddress(
        String privateIpAddress, String privateDnsName, @Nullable String publicIpAddress, String publicDnsName) {

    private static final String FIRST_REGION = "us-east-1";

    /** Gives the addresses the names that EC2 gives them; those of its first region differ. */
    static InstanceAddress of(String region, String privateIp, @Nullable String publicIp) {
        boolean first = region.equals(FIRST_REGION);
        String privateName = "ip-" + dashed(privateIp) + (first ? ".ec2.internal" : "." + region + ".compute.internal");
        String publicName = publicIp == null
                ? ""
                : "ec2-" + dashed(publicIp)
                        + (first ? ".compute-1.amazonaws.com" : "." + region + ".compute.amazonaws.com");
        return new InstanceAddress(privateIp, privateName, publicIp, publicName);
    }

    /** The name by which clients reach the instance, as MasterPublicDnsName tells it. */
    String reachableName() {
        return publicDnsName.isEmpty() ? privateDnsName : publicDnsName;
    }

    private static String dashed(String address) {
        return address.replace('.', '-');
    }
}
