package nightshift.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for files that clients fetch. They wait for their clients, so they must not be those of requests; a client that
 * takes less than the server's {@code writeTimeout} allows is dropped.
 */
public final class Downloads implements AutoCloseable {

    private static final int MOST = 32;
    private static final int IDLE_SECONDS = 30;
    private static final Duration BUSY_RETRY = Duration.ofSeconds(10);

    private final ThreadPoolExecutor executor;

    /** @param threads makes the threads */
    public Downloads(ThreadFactory threads) {
        executor = new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Sends an answer, on a thread of its own if it is a file.
     *
     * @throws ProblemException with 429 if none is free
     */
    void send(Response answer, AsyncResponse to, HttpServletRequest request) {
        if (!(answer.getEntity() instanceof StreamingOutput)) {
            to.resume(answer);
            return;
        }
        try {
            executor.execute(() -> {
                Answer.passThrough(request);
                to.resume(answer);
            });
        } catch (RejectedExecutionException e) {
            throw Problem.tooMany("This server sends too many files at once.", BUSY_RETRY).exception();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
