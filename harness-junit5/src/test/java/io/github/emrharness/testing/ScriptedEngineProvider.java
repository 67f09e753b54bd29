package io.github.emrharness.testing;

import io.github.emrharness.StepSpec;
import io.github.emrharness.spi.Engine;
import io.github.emrharness.spi.EngineProvider;
import io.github.emrharness.spi.HarnessContext;
import io.github.emrharness.spi.StepCommand;
import io.github.emrharness.spi.StepContext;
import io.github.emrharness.spi.StepProcess;
import io.github.emrharness.spi.StepRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An engine whose steps do what their arguments say: {@code out=text} and {@code err=text} write a line, {@code exit=3}
 * ends, {@code hang} waits until it is cancelled.
 */
public final class ScriptedEngineProvider implements EngineProvider {

    /** A step of this engine. */
    public static StepSpec scripted(String... actions) {
        return StepSpec.command("scripted", actions);
    }

    @Override
    public String application() {
        return "Scripted";
    }

    @Override
    public Engine create(HarnessContext context) {
        return new Engine() {
            @Override
            public List<StepRunner> stepRunners() {
                return List.of(new Runner());
            }

            @Override
            public void warmUp() {}

            @Override
            public void close() {}
        };
    }

    private static final class Runner implements StepRunner {

        @Override
        public boolean claims(StepCommand command) {
            return "scripted".equals(command.commandName());
        }

        @Override
        public StepProcess start(StepContext context) {
            CompletableFuture<Integer> exit = new CompletableFuture<>();
            try {
                boolean hang = false;
                int code = 0;
                for (String action : context.command().args()) {
                    String value = action.substring(action.indexOf('=') + 1);
                    if (action.startsWith("out=")) {
                        context.logs().stdout().write((value + "\n").getBytes(StandardCharsets.UTF_8));
                    } else if (action.startsWith("err=")) {
                        context.logs().stderr().write((value + "\n").getBytes(StandardCharsets.UTF_8));
                    } else if (action.startsWith("exit=")) {
                        code = Integer.parseInt(value);
                    } else if (action.equals("hang")) {
                        hang = true;
                    }
                }
                if (!hang) {
                    exit.complete(code);
                }
            } catch (IOException e) {
                exit.completeExceptionally(e);
            }
            return new Process(exit);
        }
    }

    private record Process(CompletableFuture<Integer> exit) implements StepProcess {

        @Override
        public CompletionStage<Integer> exitCode() {
            return exit;
        }

        @Override
        public void interrupt() {
            exit.complete(143);
        }

        @Override
        public void kill() {
            exit.complete(137);
        }
    }
}
