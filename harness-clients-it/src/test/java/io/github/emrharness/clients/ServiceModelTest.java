package io.github.emrharness.clients;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests of every shape that the service model allows, and answers of the shape that it promises. */
@ExtendWith(SharedHarness.class)
class ServiceModelTest {

    @TestFactory
    List<DynamicTest> suite(Endpoint endpoint) throws IOException {
        return ClientSuite.python("model_conformance", endpoint);
    }
}
