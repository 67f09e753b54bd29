package io.github.emrharness.clients;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS SDK for JavaScript. */
@ExtendWith(SharedHarness.class)
class JavaScriptSdkTest {

    @TestFactory
    List<DynamicTest> suite(Endpoint endpoint) throws IOException {
        return ClientSuite.javascript("sdk.mjs", endpoint);
    }
}
