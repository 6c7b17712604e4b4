package nightshift.api.answer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nightshift.store.QueueControl;

/** What happened in the last minutes. */
@Doc("What happened in each of the last minutes, oldest first. The running minute is last.")
public record ThroughputAnswer(List<Minute> items) {

    /** One minute, over all queues. */
    public record Minute(
            @Doc("When it began.") Instant minute,
            long submitted,
            long succeeded,
            @Doc("Attempts that did not succeed.") long failed,
            long dead) {}

    /** The answer for these minutes. */
    public static ThroughputAnswer of(Collection<QueueControl.Throughput> minutes) {
        return new ThroughputAnswer(minutes.stream()
                .map(minute -> new Minute(
                        minute.minute(), minute.submitted(), minute.succeeded(), minute.failed(), minute.dead()))
                .toList());
    }
}
