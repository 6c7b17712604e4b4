package nightshift.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives out so many bytes and no more; asking for more is a problem with status 413. */
final class LimitedStream extends FilterInputStream {

    private final int most;
    private long read;

    LimitedStream(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    static ProblemException tooLarge(int most) {
        return new Problem(413, "The body has more than " + most + " bytes.").exception();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw tooLarge(most);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
