package io.github.emrharness.hadoop.tools.s3distcp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes many output files at once. */
final class ParallelCopy {

    private static final int THREADS = 8;

    private ParallelCopy() {}

    /** Returns when all are written; after the first failure no further one is begun. */
    static void run(List<OutputFile> files, FileCopier copier) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, files.size()), task -> {
            Thread thread = new Thread(task, "s3-dist-cp");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<Void> copies = new ExecutorCompletionService<>(threads);
            files.forEach(file -> copies.submit(() -> {
                copier.copy(file);
                return null;
            }));
            for (int done = 0; done < files.size(); done++) {
                copies.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The copy was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
