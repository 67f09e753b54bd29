package io.github.emrharness.core.operations;

import java.util.List;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;
import software.amazon.awssdk.services.emr.model.ScriptBootstrapActionConfig;

/** Checks the bootstrap actions of RunJobFlow. */
final class BootstrapActionsValidation {

    private static final int MAX = 16;
    private static final int MAX_NAME = 256;
    private static final int MAX_TEXT = 10_280;

    private BootstrapActionsValidation() {}

    static void checkForm(List<BootstrapActionConfig> actions, Constraints constraints) {
        for (int i = 0; i < actions.size(); i++) {
            String path = "bootstrapActions." + (i + 1) + ".member.";
            BootstrapActionConfig action = actions.get(i);
            ScriptBootstrapActionConfig script = action.scriptBootstrapAction();
            constraints
                    .notNull(action.name(), path + "name")
                    .maxLength(action.name(), MAX_NAME, path + "name")
                    .notNull(script, path + "scriptBootstrapAction");
            if (script != null) {
                path += "scriptBootstrapAction.";
                constraints.notNull(script.path(), path + "path").maxLength(script.path(), MAX_TEXT, path + "path");
                for (int k = 0; k < script.args().size(); k++) {
                    constraints.maxLength(script.args().get(k), MAX_TEXT, path + "args." + (k + 1) + ".member");
                }
            }
        }
    }

    static void checkLimit(List<BootstrapActionConfig> actions) {
        if (actions.size() > MAX) {
            throw EmrServiceException.validation("A cluster may have at most " + MAX
                    + " bootstrap actions; this request has " + actions.size() + ".");
        }
    }
}
