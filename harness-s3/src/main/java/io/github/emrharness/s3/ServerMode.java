package io.github.emrharness.s3;

import java.io.IOException;
import java.util.Map;

/** Where S3Mock runs. */
enum ServerMode {
    IN_PROCESS("in-process") {
        @Override
        Server start(ServerSpec spec) throws IOException {
            return InProcessServer.start(spec);
        }
    },
    PROCESS("process") {
        @Override
        Server start(ServerSpec spec) throws IOException {
            return ChildServer.start(spec);
        }
    };

    static final String SETTING = "emr.harness.s3.mode";

    private final String text;

    ServerMode(String text) {
        this.text = text;
    }

    static ServerMode of(Map<String, String> settings) throws IOException {
        String wanted = settings.getOrDefault(SETTING, IN_PROCESS.text);
        for (ServerMode mode : values()) {
            if (mode.text.equals(wanted)) {
                return mode;
            }
        }
        throw new IOException(
                "The setting " + SETTING + " must be \"in-process\" or \"process\", but is \"" + wanted + "\".");
    }

    abstract Server start(ServerSpec spec) throws IOException;
}
