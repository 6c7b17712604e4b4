package nightshift.web.exchange;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body is in memory, or will never be read. */
final class ReadRequest extends HttpServletRequestWrapper {

    private final InputStream body;

    private ReadRequest(HttpServletRequest request, InputStream body) {
        super(request);
        this.body = body;
    }

    /** A request with this body. */
    static HttpServletRequest of(HttpServletRequest request, byte[] body) {
        return new ReadRequest(request, new ByteArrayInputStream(body));
    }

    /** A request whose body must not be waited for. */
    static HttpServletRequest unread(HttpServletRequest request) {
        return new ReadRequest(request, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the body was not read, since nobody knows the caller");
            }
        });
    }

    @Override
    public ServletInputStream getInputStream() {
        InputStream in = body;
        return new ServletInputStream() {
            private boolean finished;

            @Override
            public int read() throws IOException {
                int value = in.read();
                finished = value < 0;
                return value;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                finished = count < 0;
                return count;
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public boolean isFinished() {
                return finished;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body is in memory");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
