package nightshift.api.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends texts to one client, on a thread of its own: whoever adds a text never waits. What the connection does not take
 * is kept, up to a bound, and a client that lets it grow further is dropped.
 */
final class EventOutput {

    private static final long PENDING_MOST = 512 * 1024;
    private static final byte[] END = {};

    private final AsyncContext context;
    private final BlockingQueue<byte[]> pending = new LinkedBlockingQueue<>();
    private final AtomicLong pendingBytes = new AtomicLong();
    private volatile boolean closing;
    private volatile boolean closed;

    EventOutput(AsyncContext context) {
        this.context = context;
    }

    void start(ThreadFactory threads) {
        threads.newThread(this::run).start();
    }

    /** Sends a text soon. */
    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (pendingBytes.addAndGet(bytes.length) > PENDING_MOST) {
            close();
        } else {
            pending.add(bytes);
        }
    }

    /** Whether the client is gone, or dropped. */
    boolean isClosed() {
        return closed;
    }

    /** Ends the answer; what is pending is lost. */
    void close() {
        closing = true;
        pending.add(END);
    }

    private void run() {
        try {
            ServletOutputStream out = context.getResponse().getOutputStream();
            while (!closing) {
                byte[] bytes = pending.take();
                do {
                    pendingBytes.addAndGet(-bytes.length);
                    out.write(bytes);
                    bytes = pending.poll();
                } while (bytes != null && !closing);
                out.flush();
            }
        } catch (IOException | IllegalStateException | InterruptedException e) {
            // the client is gone, or the server stops
        } finally {
            closed = true;
            pending.clear();
            complete();
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // the container has ended the answer by itself
        }
    }
}
