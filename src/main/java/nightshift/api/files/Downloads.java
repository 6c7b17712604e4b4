package nightshift.api.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import nightshift.web.Problem;
import nightshift.web.exchange.Answer;

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
     * Answers a request, on a thread of its own if the answer is a file; with 429 if none is free.
     *
     * @param answer made on the thread of the request; a problem if it throws
     */
    void send(Callable<Response> answer, AsyncResponse to, HttpServletRequest request) {
        try {
            Response made = answer.call();
            if (made.getEntity() instanceof StreamingOutput) {
                Answer kept = Answer.of(request); // here: on another thread JAX-RS does not know the request
                executor.execute(() -> {
                    kept.passThrough();
                    to.resume(made);
                });
            } else {
                to.resume(made);
            }
        } catch (RejectedExecutionException e) {
            to.resume(Problem.tooMany("This server is sending too many files at the moment.", BUSY_RETRY)
                    .exception());
        } catch (Exception e) {
            to.resume(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
