package io.github.emrharness.spark;

import java.util.List;
import java.util.Map;

/** Plans of steps of which only the deployment, the properties and the application matter. */
final class TestPlans {

    private TestPlans() {}

    static SparkSubmitPlan of(Deployment deployment, Map<String, String> conf, String... application) {
        return new SparkSubmitPlan(
                deployment,
                List.of(),
                List.of(application),
                conf,
                conf,
                Map.of(),
                Map.of(),
                new JavaOptions(Map.of(), List.of()),
                null,
                null,
                null,
                List.of());
    }
}
