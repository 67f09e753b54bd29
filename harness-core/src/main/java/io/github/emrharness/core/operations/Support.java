package io.github.emrharness.core.operations;

/** How far the harness honours an operation. */
enum Support {

    /** Does what it does on EMR, as far as there is something on this machine that it can act on. */
    REAL,

    /** Checked, kept and told again as on EMR; what it would bring about in AWS is played. */
    SIMULATED,

    /** Answered with an error that says why. */
    REFUSED
}
