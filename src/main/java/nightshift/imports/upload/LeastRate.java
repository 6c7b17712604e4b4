package nightshift.imports.upload;

import java.time.Duration;
import java.util.function.LongSupplier;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRefused.Reason;

/** Makes sure that a sender keeps sending. Only the time spent waiting for the sender counts, not that of the disk. */
final class LeastRate {

    static final int BYTES_A_SECOND = 1024;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration TOTAL = Duration.ofHours(2);

    private final LongSupplier nanoTime;
    private long waitSince;
    private long waited;
    private long waitedBefore;
    private long bytes;

    LeastRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void waiting() {
        waitSince = nanoTime.getAsLong();
    }

    /** @throws ImportRefused if too little arrives in a minute of waiting, or all waits together are too long */
    void came(int count) throws ImportRefused {
        waited += nanoTime.getAsLong() - waitSince;
        bytes += count;
        if (waited < WINDOW.toNanos()) {
            return;
        }
        if (bytes < BYTES_A_SECOND * waited / 1e9) {
            throw new ImportRefused(
                    Reason.TOO_SLOW,
                    "body",
                    "comes at less than " + BYTES_A_SECOND + " bytes a second: send it over a better connection");
        }
        waitedBefore += waited;
        if (waitedBefore > TOTAL.toNanos()) {
            throw new ImportRefused(
                    Reason.TOO_SLOW,
                    "body",
                    "takes more than " + TOTAL.toHours() + " hours to arrive: send it in several files");
        }
        waited = 0;
        bytes = 0;
    }
}
