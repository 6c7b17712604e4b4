package nightshift.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;

/**
 * A connection to a receiver that may close it, or answer, at any time. It knows without waiting whether it can carry
 * another request, reads an answer that came before the request was sent completely, and says when a request cannot have
 * been answered because the connection was already closed.
 */
final class DeliveryConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    /** Only for trailers of a body; {@link AnswerHead} has limits of its own. */
    private static final Http1Config TRAILERS = Http1Config.custom()
            .setMaxLineLength(AnswerHead.BYTES_KEPT)
            .setMaxHeaderCount(AnswerHead.LINES_KEPT)
            .build();

    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final AnswerHead head;
    private final Set<DeliveryConnection> sending;
    private volatile boolean closed;
    private volatile long sendingSince;
    private boolean reused;
    private IOException sendFailure;

    private DeliveryConnection(AnswerHead head, Set<DeliveryConnection> sending) {
        super(TRAILERS, null, null, null, null, null, config -> head);
        this.head = head;
        this.sending = sending;
    }

    /**
     * Not connected yet.
     *
     * @param sending holds the connection while it sends a body, so that another thread can call
     *                {@link #endStalledBody()}
     */
    static DeliveryConnection create(Set<DeliveryConnection> sending) {
        return new DeliveryConnection(new AnswerHead(), sending);
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        head.expectAnswer();
        try {
            super.sendRequestHeader(request);
        } catch (IOException e) {
            sendFailed(e);
        }
    }

    @Override
    public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
        if (sendFailure != null) {
            return;
        }
        sendingSince = System.nanoTime();
        sending.add(this);
        try {
            super.sendRequestEntity(request);
        } catch (IOException e) {
            sendFailed(e);
        } finally {
            sending.remove(this);
        }
    }

    @Override
    public void flush() throws IOException {
        if (sendFailure == null) {
            try {
                super.flush();
            } catch (IOException e) {
                sendFailed(e);
            }
        }
    }

    // A receiver that refuses a request may stop reading it. Its answer may be waiting to be read.
    private void sendFailed(IOException failure) throws IOException {
        if (!isOpen()) {
            throw failure;
        }
        sendFailure = failure;
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        try {
            ClassicHttpResponse answer = super.receiveResponseHeader();
            if (reused && isFarewell(answer)) {
                throw new UnansweredException(sendFailure);
            }
            reused |= answer.getCode() >= HttpStatus.SC_SUCCESS;
            return answer;
        } catch (UnansweredException e) {
            throw e;
        } catch (IOException e) {
            if (head.hasBegun() || !isOpen()) {
                throw e;
            }
            IOException failure = sendFailure == null ? e : sendFailure;
            throw reused ? new UnansweredException(failure) : failure;
        }
    }

    // Some receivers send this before they close an idle connection. It crosses with the request on its way.
    private static boolean isFarewell(ClassicHttpResponse answer) {
        Header connection = answer.getFirstHeader(HttpHeaders.CONNECTION);
        return answer.getCode() == HttpStatus.SC_REQUEST_TIMEOUT
                && connection != null
                && connection.getValue().equalsIgnoreCase(HeaderElements.CLOSE);
    }

    @Override
    public void receiveResponseEntity(ClassicHttpResponse answer) throws HttpException, IOException {
        super.receiveResponseEntity(answer);
        if (sendFailure != null) {
            answer.setEntity(new CutOffEntity(answer.getEntity()));
        }
    }

    /**
     * Whether the connection cannot carry another request: the receiver has closed it, or has sent data without a
     * request, which would be read as the next answer. Does not wait.
     */
    @Override
    public boolean isStale() throws IOException {
        SocketHolder holder = getSocketHolder();
        if (holder == null || sendFailure != null || head.hasUnread()) {
            return true;
        }
        SSLSocket tls = holder.getSSLSocket();
        if (tls != null && tls.getInputStream().available() > 0) {
            return true;
        }
        SocketChannel channel = holder.getBaseSocket().getChannel();
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /**
     * Ends the sending of a body that has not progressed although the receiver has answered. Does nothing with TLS,
     * where the data that arrived may belong to the protocol instead.
     */
    void endStalledBody() {
        SocketHolder holder = getSocketHolder();
        if (holder == null || holder.getSSLSocket() != null || System.nanoTime() - sendingSince < STALL_NANOS) {
            return;
        }
        try {
            InputStream in = holder.getBaseSocket().getInputStream();
            if (in.available() > 0 && sending.contains(this)) {
                holder.getBaseSocket().shutdownOutput();
            }
        } catch (IOException e) {
            // The connection broke in the meantime, and its own thread knows.
        }
    }

    @Override
    public void bind(Socket socket) throws IOException {
        refuseIfClosed(socket);
        super.bind(socket);
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        refuseIfClosed(tls);
        super.bind(tls, socket);
    }

    private void refuseIfClosed(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            throw new InterruptedIOException("the connection was closed while it was opened");
        }
    }

    @Override
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket tls ? tls.getSession() : null;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    @Override
    public void close(CloseMode mode) {
        closed = true;
        super.close(mode);
    }

    @Override
    public void passivate() {
        // There is no socket timeout to suspend: exchanges end by the watchdog.
    }

    @Override
    public void activate() {
        // See passivate.
    }
}
