package io.github.emrharness.spi;

/** Runs the steps of the kinds that it claims. Safe for use by many threads. */
public interface StepRunner {

    /** Tells whether steps of this form are for this runner. Of several that claim a step, the first one gets it. */
    boolean claims(StepCommand command);

    /**
     * Starts the step's process and returns while it runs. Preparations that take long (fetching the jar, starting an
     * engine) belong into the process: they must not hold up this call.
     *
     * @throws StepStartException if there is nothing to start; the step then FAILS with the exception's reason
     */
    StepProcess start(StepContext context) throws StepStartException;
}
