package nightshift.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends texts to one client without ever waiting for it: what the connection does not take is kept, up to a bound, and
 * a client that lets it grow further is dropped. No lock is held while the container is called, and the container may
 * call back from any thread; {@link #turns} makes sure that one thread at a time writes.
 */
final class EventOutput implements WriteListener {

    private static final long PENDING_MOST = 512 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Queue<byte[]> pending = new ConcurrentLinkedQueue<>();
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean ready;
    private volatile boolean closing;
    private volatile boolean closed;
    private boolean unflushed;

    EventOutput(AsyncContext context) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
    }

    /** Keeps a text until {@link #send}. */
    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (pendingBytes.addAndGet(bytes.length) > PENDING_MOST) {
            closing = true;
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
        send();
    }

    @Override
    public void onWritePossible() {
        ready = true;
        send();
    }

    @Override
    public void onError(Throwable e) {
        close();
    }

    /** Sends what the connection takes now. */
    void send() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            write();
            seen = turns.addAndGet(-seen);
        } while (seen > 0);
    }

    private void write() {
        if (closed) {
            return;
        }
        try {
            while (!closing && ready && (unflushed || !pending.isEmpty()) && mayWrite()) {
                writeNext();
            }
        } catch (IOException | IllegalStateException e) {
            closing = true;
        }
        if (closing) {
            closed = true;
            pending.clear();
            complete();
        }
    }

    /**
     * Asks before every write, and on the thread that writes: Liberty allows it to that thread alone. The order matters:
     * once the container was asked in vain, it may call {@link #onWritePossible} at any time.
     */
    private boolean mayWrite() {
        ready = false;
        if (!out.isReady()) {
            return false;
        }
        ready = true;
        return true;
    }

    private void writeNext() throws IOException {
        byte[] bytes = pending.poll();
        if (bytes == null) {
            out.flush();
            unflushed = false;
            return;
        }
        pendingBytes.addAndGet(-bytes.length);
        out.write(bytes);
        unflushed = true;
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // the container has ended the answer by itself
        }
    }
}
