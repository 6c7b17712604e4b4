package nightshift.api.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.web.Problem;

/** The memory for the bodies of all requests that are being read. */
final class BodyRoom {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes */
    BodyRoom(long most) {
        this.most = most;
    }

    /** The problem that a client gets when there is no room. */
    static Problem full() {
        return new Problem(
                503,
                "This server is reading too many requests.",
                List.of(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(1)));
    }

    /** Takes room for this many bytes, if there is enough. */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(int bytes) {
        taken.addAndGet(-bytes);
    }
}
