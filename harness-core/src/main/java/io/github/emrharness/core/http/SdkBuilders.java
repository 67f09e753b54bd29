package io.github.emrharness.core.http;

import software.amazon.awssdk.core.SdkPojo;

/** Makes the SDK's builders, which have no common factory. */
final class SdkBuilders {

    private SdkBuilders() {}

    /** Gives an empty builder of a class of the SDK's model. By reflection: not for every request. */
    static SdkPojo of(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The AWS SDK's " + type.getName() + " has no usable builder()", e);
        }
    }
}
