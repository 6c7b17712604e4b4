package nightshift.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads for files that are sent to this server. They wait for their clients, so they must not be those of requests. */
public final class Uploads implements AutoCloseable {

    private static final int MOST = 20;
    private static final int IDLE_SECONDS = 30;
    private static final Duration BUSY_RETRY = Duration.ofSeconds(10);

    private final ThreadPoolExecutor executor;

    /** @param threads makes the threads */
    public Uploads(ThreadFactory threads) {
        executor = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Takes a file on a thread of its own.
     *
     * @throws ProblemException with 429 if none is free
     */
    <T> CompletionStage<T> take(Supplier<T> file) {
        try {
            return CompletableFuture.supplyAsync(file, executor);
        } catch (RejectedExecutionException e) {
            throw Problem.tooMany("This server takes too many files at once. Nothing of it was kept.", BUSY_RETRY).exception();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
