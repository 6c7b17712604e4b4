package nightshift.api.files;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.ProblemMapper;

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
     * Takes a file on a thread of its own. A failure becomes its answer here: JAX-RS would log it as an error of the server.
     *
     * @throws ProblemException with 429 if none is free
     */
    CompletionStage<Response> take(Supplier<Response> file) {
        try {
            return CompletableFuture.supplyAsync(file, executor).exceptionally(Uploads::refused);
        } catch (RejectedExecutionException e) {
            throw Problem.tooMany(
                            "This server is receiving too many files at the moment. Nothing of it was kept.",
                            BUSY_RETRY)
                    .exception();
        }
    }

    private static Response refused(Throwable e) {
        return new ProblemMapper().toResponse(e instanceof CompletionException ? e.getCause() : e);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
