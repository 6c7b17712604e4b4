package nightshift.api.answer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import nightshift.store.QueueControl;

/** What happened in the last minutes. */
@Doc("What happened in each of the last minutes.")
public record ThroughputAnswer(
        @Doc("One entry for each minute, oldest first. The current minute is last.")
        List<Minute> items) {

    /** One minute, over all queues. */
    @Doc("What happened in one minute, in all queues together.")
    public record Minute(
            @Doc("When the minute began.") Instant minute,
            @Doc("The number of jobs that were submitted.") long submitted,
            @Doc("The number of jobs that succeeded.") long succeeded,

            @Doc("The number of attempts that did not succeed.")
            long failed,

            @Doc("The number of jobs that became `DEAD`.") long dead) {}

    /** The answer for these minutes. */
    public static ThroughputAnswer of(Collection<QueueControl.Throughput> minutes) {
        return new ThroughputAnswer(minutes.stream()
                .map(minute -> new Minute(
                        minute.minute(), minute.submitted(), minute.succeeded(), minute.failed(), minute.dead()))
                .toList());
    }
}
