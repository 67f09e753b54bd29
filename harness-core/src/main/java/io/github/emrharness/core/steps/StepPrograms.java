package io.github.emrharness.core.steps;

import io.github.emrharness.core.programs.ProgramFiles;
import io.github.emrharness.core.programs.ProgramSession;
import io.github.emrharness.spi.ProgramCall;
import io.github.emrharness.spi.ProgramStarter;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the process of a step finds of EMR's programs, and how these run when it calls them. */
final class StepPrograms implements ProgramStarter {

    private final StepExecutor executor;
    private final StepDirectories directories;
    private volatile @Nullable ProgramSession session;
    private volatile @Nullable StepContext context;

    StepPrograms(StepExecutor executor, StepDirectories directories) {
        this.executor = executor;
        this.directories = directories;
    }

    /** Puts the programs on the master, and adds to the environment of the step's process what leads them to it. */
    void open(Map<String, String> environment) throws IOException {
        ProgramFiles.write(directories.node(), () -> executor.programNames(environment));
        ProgramSession opened = executor.programs().open(this);
        session = opened;
        environment.put(ProgramSession.VARIABLE, opened.variable());
    }

    /** The step that calls belong to, to be told before its process starts. */
    void belongTo(StepContext step) {
        context = step;
    }

    @Override
    public StepProcess start(ProgramCall call) throws StepStartException {
        StepContext step = Objects.requireNonNull(context, "A program is called before the step has started");
        List<String> words = new ArrayList<>(List.of(call.program()));
        words.addAll(call.arguments());
        StepCommand command = directories.inSandbox(StepCommand.commandRunner(words));
        step.logs().controller("The process of the step calls: " + String.join(" ", words));
        Map<String, String> environment = new TreeMap<>(call.environment());
        environment.putAll(
                executor.config().configuration().exports(step.configurations(), call.program(), environment));
        return executor.runners()
                .find(command)
                .start(new CallContext(step, call, command, environment, scratchDirectory(call)));
    }

    private Path scratchDirectory(ProgramCall call) throws StepStartException {
        try {
            return Files.createTempDirectory(directories.node().temporary(), call.program() + "-");
        } catch (IOException e) {
            throw new StepStartException("There is no directory for it: " + e);
        }
    }

    /** Ends what the process has called and left behind. */
    CompletionStage<?> end() {
        ProgramSession opened = session;
        return opened == null ? CompletableFuture.completedStage(true) : opened.end();
    }
}
