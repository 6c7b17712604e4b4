package nightshift.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Lies between who writes answers and who sends them: what is not sent yet is kept in a temporary file. Many HTTP clients
 * send all of a request before they read any of the answer; without this, both sides would wait for each other for ever
 * as soon as the buffers of the connection are full.
 */
final class AnswerSpool extends OutputStream {

    private static final long DEFAULT_MOST = 256L << 20;
    private static final int BLOCK = 64 * 1024;

    private final FileChannel file;
    private final long most;
    private long written;
    private long sent;
    private boolean ended;
    private IOException failure;

    /** @param most bytes that are kept; with more, {@link #write} waits */
    AnswerSpool(long most) throws IOException {
        this.most = most;
        this.file = FileChannel.open(Files.createTempFile("nightshift-answers", null),
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    AnswerSpool() throws IOException {
        this(DEFAULT_MOST);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        while (failure == null && written - sent > most) {
            await();
        }
        if (failure != null) {
            throw failure;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            written += file.write(rest, written);
        }
        notifyAll();
    }

    /** Says that nothing more will be written. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Sends until the end; a failure to do so is also thrown at who writes next. */
    void send(OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        try {
            for (int count = next(block); count > 0; count = next(block)) {
                out.write(block, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    private synchronized int next(byte[] block) throws IOException {
        while (sent == written && !ended) {
            await();
        }
        int count = (int) Math.min(block.length, written - sent);
        ByteBuffer buffer = ByteBuffer.wrap(block, 0, count);
        while (buffer.hasRemaining()) {
            sent += file.read(buffer, sent);
        }
        if (sent == written) {
            file.truncate(0);
            sent = 0;
            written = 0;
        }
        notifyAll();
        return count;
    }

    private synchronized void fail(IOException e) {
        failure = e;
        notifyAll();
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while answers were waiting to be sent");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
