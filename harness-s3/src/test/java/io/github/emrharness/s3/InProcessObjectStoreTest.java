package io.github.emrharness.s3;

import java.util.Map;

class InProcessObjectStoreTest extends ObjectStoreContract {

    @Override
    Map<String, String> settings() {
        return Map.of();
    }
}
