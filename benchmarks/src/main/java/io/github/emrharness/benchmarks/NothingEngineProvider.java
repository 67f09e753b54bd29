package io.github.emrharness.benchmarks;

import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine whose steps do nothing: what is left is the cost of the service around them. */
public final class NothingEngineProvider implements EngineProvider {

    /** The program of such a step, for {@code command-runner.jar}. */
    static final String PROGRAM = "nothing";

    @Override
    public String application() {
        return "Nothing";
    }

    @Override
    public Engine create(HarnessContext context) {
        return new NothingEngine();
    }

    private static final class NothingEngine implements Engine {

        @Override
        public List<StepRunner> stepRunners() {
            return List.of(new NothingRunner());
        }

        @Override
        public void warmUp() {}

        @Override
        public void close() {}
    }

    private static final class NothingRunner implements StepRunner {

        @Override
        public boolean claims(StepCommand command) {
            return PROGRAM.equals(command.commandName());
        }

        @Override
        public StepProcess start(StepContext context) {
            return new EndedProcess();
        }
    }

    private static final class EndedProcess implements StepProcess {

        @Override
        public CompletionStage<Integer> exitCode() {
            return CompletableFuture.completedFuture(0);
        }

        @Override
        public void interrupt() {}

        @Override
        public void kill() {}
    }
}
