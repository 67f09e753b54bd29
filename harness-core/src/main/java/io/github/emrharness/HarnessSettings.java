package io.github.emrharness;

import io.github.emrharness.core.operations.IamRoles;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the settings that concern the EMR API itself; {@link EmrHarnessConfig} names them. */
final class HarnessSettings {

    private HarnessSettings() {}

    /**
     * Reads them all, so that a wrong one is told where it is given.
     *
     * @throws IllegalArgumentException if one has a value that it cannot have
     */
    static void check(Map<String, String> settings) {
        verifiesSignatures(settings);
        iamRoles(settings);
    }

    static boolean verifiesSignatures(Map<String, String> settings) {
        String value = settings.getOrDefault(EmrHarnessConfig.SIGNATURES, "verify");
        return switch (value) {
            case "verify" -> true;
            case "ignore" -> false;
            default ->
                throw new IllegalArgumentException("The setting " + EmrHarnessConfig.SIGNATURES
                        + " must be \"verify\" or \"ignore\", not \"" + value + "\".");
        };
    }

    static IamRoles iamRoles(Map<String, String> settings) {
        return new IamRoles(
                Optional.ofNullable(settings.get(EmrHarnessConfig.IAM_ROLES)).map(HarnessSettings::names),
                names(settings.getOrDefault(EmrHarnessConfig.MISSING_IAM_ROLES, "")));
    }

    private static Set<String> names(String text) {
        return text.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }
}
