package nightshift.operations;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nightshift.store.OperationSteps;

/**
 * How fast an attempt of an operation may be. Another attempt starts without credit: it never makes up for time in which nobody worked.
 */
final class Pace {

    /** How many jobs a chunk has at most. A longer script would hold up all other calls to the store. */
    static final int CHUNK = 50;

    private static final int CHUNKS_PER_SECOND = 10;
    /** A chunk that takes longer than this waits for the disk or for a busy machine, which no rest makes up for. */
    private static final long REST_MOST = TimeUnit.MILLISECONDS.toNanos(10);

    private final Optional<Integer> perSecond;
    private long next = System.nanoTime();

    Pace(Optional<Integer> perSecond) {
        this.perSecond = perSecond;
    }

    /** How many jobs one chunk may have. */
    int chunk() {
        int most = Math.min(CHUNK, OperationSteps.BATCH);
        return perSecond
                .map(rate -> Math.max(1, Math.min(most, rate / CHUNKS_PER_SECOND)))
                .orElse(most);
    }

    /** Waits until this many jobs may have their turn. */
    void await(int jobs) throws InterruptedException {
        if (perSecond.isPresent()) {
            long now = System.nanoTime();
            if (next > now) {
                TimeUnit.NANOSECONDS.sleep(next - now);
            }
            next = Math.max(now, next) + TimeUnit.SECONDS.toNanos(jobs) / perSecond.get();
        }
    }

    /**
     * Lets others have their turn in the store after a chunk that took this long: twice as much time, up to some ms. At a rate, there are
     * pauses anyway.
     */
    void rest(long nanos) throws InterruptedException {
        if (perSecond.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(2 * nanos, REST_MOST));
        }
    }
}
