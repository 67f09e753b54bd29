package io.github.emrharness.core.operations;

import java.util.Locale;

/** What becomes of a field of a request. */
enum FieldSupport {

    /** Does here what it does on EMR. */
    HONOURED,

    /** Checked and told again; there is nothing here that it could act on. */
    TOLD,

    /** Accepted, but what it changes on EMR does not change here. */
    NO_EFFECT,

    /** Answered with an error. */
    REFUSED,

    /** Not in the model of the AWS SDK for Java: skipped when another client sends it. */
    UNKNOWN;

    /** The word for it in {@code request-fields.tsv}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
