package io.github.emrharness.core.http;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.EmrRequest;

/**
 * An operation of the API.
 *
 * @param name as in {@code X-Amz-Target}, for example {@code RunJobFlow}
 * @param emptyRequest a request without any member
 */
record EmrOperation(String name, EmrRequest emptyRequest) {

    SdkPojo newRequestBuilder() {
        return (SdkPojo) emptyRequest.toBuilder();
    }
}
