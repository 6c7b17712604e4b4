package nightshift.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer to a request that was not sent completely. A receiver that closes early resets the connection
 * and often loses the end of its own answer, so the body ends where the connection ends.
 */
final class CutOffEntity extends HttpEntityWrapper {

    CutOffEntity(HttpEntity entity) {
        super(entity);
    }

    @Override
    public InputStream getContent() throws IOException {
        return new FilterInputStream(super.getContent()) {

            @Override
            public int read() throws IOException {
                try {
                    return super.read();
                } catch (IOException e) {
                    return -1;
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    return super.read(bytes, offset, length);
                } catch (IOException e) {
                    return -1;
                }
            }

            @Override
            public void close() {
                // No need to read further: the connection is not used again.
            }
        };
    }
}
