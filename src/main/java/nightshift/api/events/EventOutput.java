package nightshift.api.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends texts to one client, on a thread of its own: the thread that adds a text never waits. The first text after a quiet
 * moment is sent at once. While more come, they are collected and sent a few times a second, because each write costs
 * about as much as a small request. What the connection does not take is kept, up to a bound, and a client that lets it
 * grow further is dropped.
 */
final class EventOutput {

    private static final long PENDING_MOST = 512 * 1024;
    private static final byte[] END = {};
    /** The pause between two writes, in ms: at random within these bounds, so that clients do not all take their turn at once. */
    private static final int PAUSE_LEAST = 150;

    private static final int PAUSE_MOST = 250;

    private final AsyncContext context;
    private final BlockingQueue<byte[]> pending = new LinkedBlockingQueue<>();
    private final AtomicLong pendingBytes = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;

    EventOutput(AsyncContext context) {
        this.context = context;
    }

    void start(ThreadFactory threads) {
        threads.newThread(this::run).start();
    }

    /**
     * Sends a text soon.
     *
     * @param text not to be changed; many clients may share it
     */
    void add(byte[] text) {
        if (pendingBytes.addAndGet(text.length) > PENDING_MOST) {
            close();
        } else {
            pending.add(text);
        }
    }

    /** Whether the client is gone, or dropped. */
    boolean isClosed() {
        return closed;
    }

    /** Ends the answer; what is pending is lost. */
    void close() {
        closing.countDown();
        pending.add(END);
    }

    private void run() {
        try {
            ServletOutputStream out = context.getResponse().getOutputStream();
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            boolean ends = false;
            while (!ends) {
                for (byte[] text = pending.take(); text != null; text = pending.poll()) {
                    together.write(text);
                }
                ends = closing.getCount() == 0;
                if (!ends) {
                    out.write(together.toByteArray());
                    out.flush();
                    pendingBytes.addAndGet(-together.size());
                    together.reset();
                    ends = closing.await(
                            ThreadLocalRandom.current().nextLong(PAUSE_LEAST, PAUSE_MOST), TimeUnit.MILLISECONDS);
                }
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
