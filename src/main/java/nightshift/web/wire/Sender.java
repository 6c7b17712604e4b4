package nightshift.web.wire;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * An answer, sent without waiting for the client: what the connection does not take yet is kept. The client's pace counts
 * from {@link #end()} on, because many clients read no answer before they have sent their whole request. The request must
 * be asynchronous.
 */
public final class Sender implements WriteListener, Patience.Transfer {

    /**
     * This many bytes are kept in memory of its own. The rest goes to shared memory or, if that is full, to a temporary
     * file.
     */
    private static final int IN_MEMORY = 128 * 1024;

    private static final Spool.Shared SHARED =
            new Spool.Shared(Runtime.getRuntime().maxMemory() / 8);

    private final ServletOutputStream out;
    private final Waits waits;
    private final Patience patience;
    private final Runnable news;
    private final Spool spool = new Spool(IN_MEMORY, SHARED);
    private boolean open;
    private boolean writable;
    private boolean flushed = true;
    private boolean ended;
    private boolean over;
    private IOException failure;

    /**
     * An answer of which nothing is sent yet.
     *
     * @param news called, on some thread, when something was sent or sending failed; must not wait
     */
    public Sender(ServletResponse response, Pace pace, Patience patience, Runnable news) throws IOException {
        this.out = response.getOutputStream();
        this.waits = new Waits(pace);
        this.patience = patience;
        this.news = news;
    }

    /** Begins, on the thread of the request: from now on {@code news} is called. */
    public void open() {
        patience.add(this);
        synchronized (this) {
            open = true;
            pump();
        }
        out.setWriteListener(this);
    }

    /**
     * Sends these bytes when the client takes them.
     *
     * @throws IOException if the client is gone or too slow, or the bytes can neither be sent nor kept
     */
    public synchronized void send(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        spool.add(bytes, offset, length);
        pump();
    }

    /** Ends the answer: there is nothing more to send. */
    public synchronized void end() {
        ended = true;
        pump();
    }

    /** How many bytes wait to be sent. */
    public synchronized long backlog() {
        return spool.size();
    }

    /** Whether nothing more will be sent: the whole answer has been sent, or sending has failed. */
    public synchronized boolean isOver() {
        return over;
    }

    /** Whether the client did not take the answer to its end. */
    public synchronized boolean hasFailed() {
        return failure != null;
    }

    private void pump() {
        try {
            while (writable && !over && out.isReady()) {
                waits.end();
                if (spool.size() > 0) {
                    byte[] next = spool.take();
                    out.write(next);
                    waits.passed(next.length);
                    flushed = false;
                } else if (!flushed && !ended) {
                    out.flush();
                    flushed = true;
                } else {
                    over = ended;
                    break;
                }
            }
            if (open && !over && ended) {
                waits.begin();
            }
        } catch (IOException | IllegalStateException e) {
            fail(e instanceof IOException io ? io : new IOException("the answer has ended", e));
        }
        if (over) {
            close();
        }
    }

    private void fail(IOException e) {
        failure = e;
        over = true;
    }

    private void close() {
        waits.end();
        patience.remove(this);
        try {
            spool.close();
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void look() {
        if (waits.areTooLong()) {
            onError(new IOException("the client takes the answer too slowly"));
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
            pump();
        }
        news.run();
    }

    @Override
    public void onError(Throwable e) {
        synchronized (this) {
            if (!over) {
                fail(e instanceof IOException io ? io : new IOException(e));
                close();
            }
        }
        news.run();
    }
}
