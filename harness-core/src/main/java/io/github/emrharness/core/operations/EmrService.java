package io.github.emrharness.core.operations;

import software.amazon.awssdk.services.emr.model.EmrRequest;
import software.amazon.awssdk.services.emr.model.EmrResponse;

/**
 * The EMR API without a wire: takes a request of the AWS SDK's model and gives the response that EMR would give.
 * The HTTP endpoint and the handles of a test both call it. Safe for use by many threads.
 */
@FunctionalInterface
public interface EmrService {

    /**
     * Performs the operation that the request's type stands for.
     *
     * @throws EmrServiceException if EMR would answer with an error, or if the operation is not supported
     */
    EmrResponse execute(EmrRequest request);
}
