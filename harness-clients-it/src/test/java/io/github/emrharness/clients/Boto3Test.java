package io.github.emrharness.clients;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS SDK for Python. */
@ExtendWith(SharedHarness.class)
class Boto3Test {

    @TestFactory
    List<DynamicTest> suite(Endpoint endpoint) throws IOException {
        return ClientSuite.python("boto3_sdk", endpoint);
    }
}
