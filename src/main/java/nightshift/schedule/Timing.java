package nightshift.schedule;

import java.time.Instant;
import java.util.Optional;

/** When a schedule runs: by a cron expression, or in even steps. */
public sealed interface Timing permits Cron, Every {

    /** The latest time that a schedule plans for. */
    Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

    /** The first time after this one; empty if there is none until {@link #LATEST}. */
    Optional<Instant> after(Instant time);

    /** The last time that is not after this one; empty if there is none in the 40 years before. */
    Optional<Instant> lastUntil(Instant time);

    /** The timing in words, such as {@code at 09:00 on Monday to Friday, Europe/Berlin time}. */
    String words();
}
