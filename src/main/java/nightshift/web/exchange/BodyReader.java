package nightshift.web.exchange;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import nightshift.web.wire.Pace;

/**
 * Reads whole bodies on the threads of their requests. Most bodies arrive with their headers and need no wait. For the
 * others, a limited number of requests wait at once, so that slow clients never hold all threads, and silent ones lose
 * their places to others.
 */
final class BodyReader {

    private static final int BLOCK = 8 * 1024;

    private final int most;
    private final Pace pace;
    private final BodyWaits waits;

    /**
     * @param most  the largest body, in bytes
     * @param pace  how fast a client must be
     * @param waits how many bodies are waited for at once
     */
    BodyReader(int most, Pace pace, int waits) {
        this.most = most;
        this.pace = pace;
        this.waits = new BodyWaits(waits, System::nanoTime);
    }

    /**
     * The body of a request.
     *
     * @throws ProblemException with 413 if it is too large, 408 if it comes too slowly, 400 if it breaks off, and 429 if too
     *                          many are waited for
     */
    byte[] read(HttpServletRequest request) throws IOException {
        if (BodyFilter.isTooLarge(request.getHeader("Content-Length"), most)) {
            throw BodyFilter.tooLarge(most).exception();
        }
        long length = request.getContentLengthLong();
        ServletInputStream in = request.getInputStream();
        if (length >= 0 && in.available() >= length) {
            return in.readNBytes((int) length);
        }
        Optional<BodyWaits.Wait> place = waits.begin(ReadTimeout.of(request));
        try (BodyWaits.Wait wait = place.orElseThrow(
                () -> Problem.tooMany("This server is waiting for too many bodies.", Duration.ofSeconds(1))
                        .exception())) {
            return await(in, wait, Exchange.waits(request));
        }
    }

    private byte[] await(ServletInputStream in, BodyWaits.Wait wait, AtomicLong waited) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        while (true) {
            long start = System.nanoTime();
            wait.read();
            int count;
            boolean continues;
            try {
                count = next(in, block);
            } finally {
                continues = wait.came();
            }
            long silent = System.nanoTime() - start;
            long all = waited.addAndGet(silent);
            if (count < 0) {
                return bytes.toByteArray();
            }
            bytes.write(block, 0, count);
            if (bytes.size() > most) {
                throw BodyFilter.tooLarge(most).exception();
            }
            if (!continues || pace.isTooSlow(silent, all, bytes.size())) {
                throw tooSlow();
            }
        }
    }

    private static int next(ServletInputStream in, byte[] block) {
        try {
            return in.read(block, 0, block.length);
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        } catch (IOException e) {
            throw new Problem(400, "The body did not arrive completely.").exception();
        }
    }

    private static ProblemException tooSlow() {
        return new Problem(408, "The body came too slowly: send it at once.").exception();
    }
}
