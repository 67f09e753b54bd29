package io.github.emrharness.clients;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS CLI, version 1: its commands, shorthand and what it makes of the answers. */
@ExtendWith(SharedHarness.class)
class AwsCliTest {

    @TestFactory
    List<DynamicTest> suite(Endpoint endpoint) throws IOException {
        return ClientSuite.python("aws_cli", endpoint);
    }
}
