package nightshift.web.wire;

/** How long a client has kept the server waiting. */
final class Waits {

    private final Pace pace;
    private long before;
    private long since;
    private boolean waiting;
    private long bytes;

    Waits(Pace pace) {
        this.pace = pace;
    }

    synchronized void begin() {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
        }
    }

    synchronized void end() {
        if (waiting) {
            waiting = false;
            before += System.nanoTime() - since;
        }
    }

    synchronized void passed(int count) {
        bytes += count;
    }

    synchronized long nanos() {
        return before + silent();
    }

    synchronized boolean areTooLong() {
        return waiting && pace.isTooSlow(silent(), nanos(), bytes);
    }

    private long silent() {
        return waiting ? System.nanoTime() - since : 0;
    }
}
