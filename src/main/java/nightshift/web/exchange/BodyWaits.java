package nightshift.web.exchange;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The bodies that the server waits for, a limited number at once. When few places are left, a body that has been silent
 * for two seconds loses its place, so that silent clients cannot keep others out.
 */
final class BodyWaits {

    /** A client with a bad connection may be silent for longer. This limit applies only when its place is needed. */
    private static final long SILENT_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int SHARE_KEPT_FREE = 8;

    private final int most;
    private final int keptFree;
    private final LongSupplier nanoTime;
    private final Set<Wait> waits = new LinkedHashSet<>();

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    BodyWaits(int most, LongSupplier nanoTime) {
        this.most = most;
        this.keptFree = Math.max(1, most / SHARE_KEPT_FREE);
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a place for another body; empty if there is none.
     *
     * @param giveUp makes a read that is under way fail soon, on its own thread; must not wait
     */
    synchronized Optional<Wait> begin(Runnable giveUp) {
        Optional<Wait> place = waits.size() < most ? Optional.of(new Wait(giveUp)) : Optional.empty();
        place.ifPresent(waits::add);
        long leaving = waits.stream().filter(Wait::isGivenUp).count();
        waits.stream()
                .filter(Wait::isSilent)
                .sorted(Comparator.comparingLong(wait -> wait.since))
                .limit(Math.max(0, waits.size() - leaving - (most - keptFree)))
                .forEach(Wait::giveUp);
        return place;
    }

    /** One body that is waited for. */
    final class Wait implements AutoCloseable {

        private final Runnable giveUp;
        private long since;
        private boolean reading;
        private boolean givenUp;

        private Wait(Runnable giveUp) {
            this.giveUp = giveUp;
        }

        /** A read begins. */
        void read() {
            synchronized (BodyWaits.this) {
                reading = true;
                since = nanoTime.getAsLong();
            }
        }

        /** The read has ended; gives whether the place is still this body's. */
        boolean came() {
            synchronized (BodyWaits.this) {
                reading = false;
                return !givenUp;
            }
        }

        private boolean isSilent() {
            return reading && !givenUp && nanoTime.getAsLong() - since >= SILENT_NANOS;
        }

        private boolean isGivenUp() {
            return givenUp;
        }

        /** With the lock held, so that it never hits a later read of the same connection. */
        private void giveUp() {
            givenUp = true;
            giveUp.run();
        }

        @Override
        public void close() {
            synchronized (BodyWaits.this) {
                waits.remove(this);
            }
        }
    }
}
