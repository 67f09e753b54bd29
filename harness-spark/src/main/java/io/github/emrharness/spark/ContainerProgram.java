package io.github.emrharness.spark;

import io.github.emrharness.jvm.JavaProcess;
import io.github.emrharness.spi.DeferredStepProcess;
import io.github.emrharness.spi.ProgramCall;
import io.github.emrharness.spi.ProgramStarter;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code java} of YARN's containers: runs their main classes in this JVM, on engines that serve one after the other. */
final class ContainerProgram implements ProgramStarter {

    private static final String MAIN_CLASS = "io.github.emrharness.spark.tools.ContainerMain";

    private final SparkJvms jvms;

    ContainerProgram(SparkJvms jvms) {
        this.jvms = jvms;
    }

    @Override
    public StepProcess start(ProgramCall call) throws StepStartException {
        JavaProcess jvm;
        try {
            JavaCall java = JavaCall.parse(call.arguments(), call.environment().get("CLASSPATH"));
            List<Path> engine = jvms.jars();
            List<String> arguments = new ArrayList<>(List.of(others(java.classPath(), engine), java.mainClass()));
            arguments.addAll(java.arguments());
            Map<String, String> systemProperties = new HashMap<>(jvms.systemProperties());
            systemProperties.putAll(java.systemProperties());
            jvm = jvms.start(jvms.command(MAIN_CLASS, call.environment().getOrDefault("CONTAINER_ID", "container"))
                    .arguments(arguments)
                    .jvmOptions(java.memory())
                    .environment(call.environment())
                    .systemProperties(systemProperties)
                    .workingDirectory(call.directory())
                    .stdin(call.stdin())
                    .stdout(call.stdout())
                    .stderr(call.stderr())
                    .build());
        } catch (IOException | IllegalStateException e) {
            throw new StepStartException(String.valueOf(e.getMessage()));
        }
        DeferredStepProcess process = new DeferredStepProcess();
        process.runs(jvm.onExit(), jvm::terminate, jvm::kill);
        return process;
    }

    private static String others(List<Path> classPath, List<Path> engine) {
        Set<Path> known = Set.copyOf(engine);
        return classPath.stream()
                .filter(entry -> !known.contains(entry))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
