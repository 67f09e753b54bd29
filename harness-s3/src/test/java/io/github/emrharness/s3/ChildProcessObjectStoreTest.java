package io.github.emrharness.s3;

import java.util.Map;

class ChildProcessObjectStoreTest extends ObjectStoreContract {

    @Override
    Map<String, String> settings() {
        return Map.of(ServerMode.SETTING, "process");
    }
}
