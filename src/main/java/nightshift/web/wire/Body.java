package nightshift.web.wire;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * The body of a request, read without waiting for the client. For one reader at a time; the request must be asynchronous.
 */
public final class Body implements ReadListener, Patience.Transfer {

    /** Result of {@link #read}: nothing has arrived yet; {@code news} will be called. */
    public static final int NOTHING_YET = 0;
    /** Result of {@link #read}: the body has ended. */
    public static final int END = -1;

    private final ServletInputStream in;
    private final Waits waits;
    private final Patience patience;
    private final Runnable news;
    private volatile BodyFailed failure;
    private volatile boolean over;

    /**
     * A body that is not read yet.
     *
     * @param news called, on some thread, when it makes sense to {@link #read} again; must not wait
     */
    public Body(ServletInputStream in, Pace pace, Patience patience, Runnable news) {
        this.in = in;
        this.waits = new Waits(pace);
        this.patience = patience;
        this.news = news;
    }

    /** Begins: from now on {@code news} is called. */
    public void open() {
        waits.begin();
        patience.add(this);
        in.setReadListener(this);
    }

    /**
     * Reads what has arrived.
     *
     * @return how many bytes, {@link #NOTHING_YET} or {@link #END}
     * @throws BodyFailed if no more will arrive although the body is not complete
     */
    public int read(byte[] into, int offset, int length) throws BodyFailed {
        if (failure != null) {
            throw failure;
        }
        if (over) {
            return END;
        }
        try {
            if (in.isFinished()) {
                return end();
            }
            if (!in.isReady()) {
                waits.begin();
                return in.isFinished() ? end() : NOTHING_YET; // it may have been the empty chunk that ends the body
            }
            waits.end();
            int count = in.read(into, offset, length);
            if (count < 0) {
                return end();
            }
            waits.passed(count);
            return count;
        } catch (IOException | IllegalStateException e) {
            fail(new BodyFailed(BodyFailed.Reason.CUT_SHORT, e));
            throw failure;
        }
    }

    private int end() {
        over = true;
        close();
        return END;
    }

    /** Ends the reading. */
    public void close() {
        waits.end();
        patience.remove(this);
    }

    /** How long the client has kept the server waiting, in nanoseconds. */
    public long waited() {
        return waits.nanos();
    }

    private synchronized void fail(BodyFailed why) {
        if (failure == null && !over) {
            failure = why;
        }
        close();
    }

    @Override
    public void look() {
        if (waits.areTooLong()) {
            fail(new BodyFailed(BodyFailed.Reason.TOO_SLOW, null));
            news.run();
        }
    }

    @Override
    public void onDataAvailable() {
        news.run();
    }

    @Override
    public void onAllDataRead() {
        news.run();
    }

    @Override
    public void onError(Throwable e) {
        fail(new BodyFailed(
                e instanceof SocketTimeoutException ? BodyFailed.Reason.TOO_SLOW : BodyFailed.Reason.CUT_SHORT, e));
        news.run();
    }
}
