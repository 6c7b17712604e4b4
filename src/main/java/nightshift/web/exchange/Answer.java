package nightshift.web.exchange;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.web.wire.Pace;
import nightshift.web.wire.Patience;
import nightshift.web.wire.Sender;

/** An answer that is kept until it is whole, and then sent as fast as the client takes it. */
public final class Answer extends HttpServletResponseWrapper {

    /** The size that the buffers of a connection hold: up to this, a plain write is enough. */
    private static final int SMALL = 8 * 1024;

    private static final Pace PACE = new Pace(Duration.ofSeconds(10), 4 * 1024, Duration.ofMinutes(5));

    /** Attribute of a request. */
    private static final String NAME = "nightshift.answer";

    private final Patience patience;
    private final byte[] small = new byte[SMALL];
    private final ServletOutputStream out = new Kept();
    private final AtomicBoolean over = new AtomicBoolean();
    private int length;
    private Sender sender;
    private PrintWriter writer;
    private AsyncContext context;
    private boolean passesThrough;
    private boolean stands;

    Answer(HttpServletRequest request, HttpServletResponse response, Patience patience) {
        super(response);
        this.patience = patience;
        request.setAttribute(NAME, this);
    }

    /** The answer to a request, before any of it is sent. */
    public static Answer of(HttpServletRequest request) {
        return (Answer) request.getAttribute(NAME);
    }

    /** Sends everything as it is written, on a thread that may wait for the client. */
    public void passThrough() {
        passesThrough = true;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        }
        return writer;
    }

    /** Nothing is sent before the answer is complete, but from here on it is final: no other answer may follow it. */
    @Override
    public void flushBuffer() {
        if (writer != null) {
            writer.flush();
        }
        stands = true;
    }

    @Override
    public boolean isCommitted() {
        return stands || super.isCommitted();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        length = 0;
        sender = null;
    }

    @Override
    public void reset() {
        super.reset();
        length = 0;
        sender = null;
    }

    /** Sends the answer to a request that has been answered at once. */
    void send(HttpServletRequest request) throws IOException {
        flushBuffer();
        if (sender == null) {
            sendSmall();
            return;
        }
        AsyncContext started = request.startAsync();
        started.setTimeout(0);
        send(started);
    }

    /** Sends the answer, and then completes the request. */
    void finish(AsyncContext started) {
        flushBuffer();
        if (sender != null) {
            send(started);
            return;
        }
        try {
            sendSmall();
        } catch (IOException e) {
            // the client is gone, and completing is all that is left to do
        } finally {
            started.complete();
        }
    }

    private void sendSmall() throws IOException {
        if (length > 0) {
            super.getOutputStream().write(small, 0, length);
        }
    }

    private void send(AsyncContext started) {
        context = started;
        sender.end();
        sender.open();
    }

    private void news() {
        if (sender.isOver() && over.compareAndSet(false, true)) {
            Exchange.complete(context);
        }
    }

    private final class Kept extends ServletOutputStream {

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (passesThrough) {
                Answer.super.getOutputStream().write(bytes, offset, count);
                return;
            }
            if (sender == null && length + count <= SMALL) {
                System.arraycopy(bytes, offset, small, length, count);
                length += count;
                return;
            }
            if (sender == null) {
                sender = new Sender(Answer.super.getResponse(), PACE, patience, Answer.this::news);
                sender.send(small, 0, length);
            }
            sender.send(bytes, offset, count);
        }

        @Override
        public void flush() {
            stands = true;
        }

        @Override
        public void close() {
            stands = true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("the answer is kept until it is whole");
        }
    }
}
