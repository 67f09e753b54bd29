package io.github.emrharness.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointThreadsTest {

    @Test
    void threads_take_nothing_over_from_a_process_that_needs_them_first() throws Exception {
        ThreadGroup ofAProcess = new ThreadGroup("process");
        CompletableFuture<Thread> made = new CompletableFuture<>();
        EndpointThreads factory = new EndpointThreads("emr-endpoint-worker");

        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            Thread first = new Thread(ofAProcess, () -> made.complete(factory.newThread(() -> {})));
            first.setContextClassLoader(loader);
            first.start();
        }

        Thread thread = made.get(60, TimeUnit.SECONDS);
        assertThat(thread.getName()).isEqualTo("emr-endpoint-worker-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getThreadGroup().getParent()).isNull();
        assertThat(thread.getContextClassLoader()).isSameAs(EmrEndpoint.class.getClassLoader());
    }
}
