package nightshift.web.wire;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Queue;

/** A connection as a container shows it: its client sends and takes as the test says. */
final class Pipe {

    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final Queue<byte[]> sent = new ArrayDeque<>();
    private boolean ended;
    private int room;
    private boolean broken;
    private ReadListener reader;
    private WriteListener writer;

    /** The client sends this. */
    void send(byte... bytes) throws IOException {
        sent.add(bytes);
        reader.onDataAvailable();
    }

    void end() throws IOException {
        ended = true;
        reader.onAllDataRead();
    }

    /** The client takes as many bytes more, at least. */
    void take(int bytes) throws IOException {
        room = bytes;
        writer.onWritePossible();
    }

    void breakOff() {
        broken = true;
    }

    ServletInputStream in() {
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return ended && sent.isEmpty();
            }

            @Override
            public boolean isReady() {
                return isFinished() || !sent.isEmpty();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                reader = listener;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (broken) {
                    throw new IOException("broken");
                }
                byte[] bytes = sent.remove();
                System.arraycopy(bytes, 0, into, offset, bytes.length);
                return bytes.length;
            }
        };
    }

    ServletResponse response() {
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return room > 0;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                writer = listener;
            }

            @Override
            public void write(int value) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (broken) {
                    throw new IOException("broken");
                }
                room -= length;
                taken.write(bytes, offset, length);
            }
        };
        return (ServletResponse) Proxy.newProxyInstance(
                Pipe.class.getClassLoader(), new Class<?>[] {ServletResponse.class}, (proxy, method, args) -> out);
    }
}
