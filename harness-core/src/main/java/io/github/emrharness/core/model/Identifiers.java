package io.github.emrharness.core.model;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Identifiers of the shapes that EMR gives. */
public final class Identifiers {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final Pattern CLUSTER_ID = Pattern.compile("j-[0-9A-Z]{12,14}");

    private Identifiers() {}

    /** For example {@code j-1YESLJ543HPFC}. */
    public static String newClusterId() {
        return "j-" + random(13);
    }

    /** For example {@code s-07767992IY7VC5NVV854}. */
    public static String newStepId() {
        return "s-0" + random(19);
    }

    /** For example {@code es-2OW3M86ZYE08FNPQFYUG5OXWS}. */
    public static String newStudioId() {
        return "es-" + random(25);
    }

    /** For example {@code ex-IZWZX78UVPAATC8LHJR129B1RBN4T}. */
    public static String newNotebookExecutionId() {
        return "ex-" + random(29);
    }

    /** For example {@code p-2FVN1MJB2RS7W}. */
    public static String newPersistentAppUiId() {
        return "p-" + random(13);
    }

    /** For example {@code ig-1XEUBE7Q1UJ7V}. */
    static String newInstanceGroupId() {
        return "ig-" + random(13);
    }

    /** For example {@code if-2RQAWDUWF1TK9}. */
    static String newInstanceFleetId() {
        return "if-" + random(13);
    }

    /** EMR's own id of an instance, for example {@code ci-3LZC0QUT4MW0J}. */
    static String newInstanceId() {
        return "ci-" + random(13);
    }

    /** For example {@code i-0991cbf940d71cbfd}. */
    static String newEc2InstanceId() {
        return "i-0" + hex(16);
    }

    /** For example {@code vol-0d8a2c1f4b7e96035}. */
    static String newVolumeId() {
        return "vol-0" + hex(16);
    }

    public static boolean looksLikeClusterId(String id) {
        return CLUSTER_ID.matcher(id).matches();
    }

    /** The cluster's ARN, in the partition that the region belongs to. */
    public static String clusterArn(String region, String accountId, String clusterId) {
        return arn(region, accountId, "cluster/" + clusterId);
    }

    /** The ARN of a resource of EMR, such as {@code studio/es-2OW3M86ZYE08FNPQFYUG5OXWS}. */
    public static String arn(String region, String accountId, String resource) {
        return "arn:" + partition(region) + ":elasticmapreduce:" + region + ":" + accountId + ":" + resource;
    }

    /** The ARN of the account itself: there are no other principals here. */
    public static String rootArn(String region, String accountId) {
        return "arn:" + partition(region) + ":iam::" + accountId + ":root";
    }

    /** The ARN of an IAM role of that name. */
    public static String roleArn(String region, String accountId, String role) {
        return "arn:" + partition(region) + ":iam::" + accountId + ":role/" + role;
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static String hex(int length) {
        return random(length, "0123456789abcdef");
    }

    private static String random(int length) {
        return random(length, ALPHABET);
    }

    private static String random(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        ThreadLocalRandom.current()
                .ints(length, 0, alphabet.length())
                .forEach(index -> text.append(alphabet.charAt(index)));
        return text.toString();
    }
}
