package nightshift.engine;

import static nightshift.engine.Attempts.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(4);
    private final RunningJob[] jobs = Stream.generate(() -> new RunningJob(aJob(), Duration.ofMinutes(1)))
            .limit(4)
            .toArray(RunningJob[]::new);

    private void takeAll(boolean bulk) {
        for (int i = 0; i < jobs.length; i++) {
            slots.take(bulk);
        }
    }

    @Test
    void aSlotIsFreeWhenItsThreadHasEnded() {
        takeAll(false);
        assertThat(slots.free()).isZero();

        slots.leave(jobs[0], false);

        assertThat(slots.free()).isOne();
        assertThat(slots.stuck()).isZero();
    }

    @Test
    void halfAsManyThreadsAsThereAreSlotsCanBeStuckWithoutOne() {
        takeAll(false);
        for (RunningJob job : jobs) {
            slots.abandon(job, false);
        }

        assertThat(slots.stuck()).isEqualTo(4);
        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void whenAStuckThreadEndsAnotherCanBeWithoutASlot() {
        takeAll(false);
        for (RunningJob job : jobs) {
            slots.abandon(job, false);
        }

        slots.leave(jobs[0], false);
        assertThat(slots.free()).isEqualTo(3);
        for (int i = 1; i < jobs.length; i++) {
            slots.leave(jobs[i], false);
        }

        assertThat(slots.free()).isEqualTo(4);
        assertThat(slots.stuck()).isZero();
    }

    @Test
    void anAttemptWhoseThreadHasEndedIsNotStuck() {
        slots.take(true);
        slots.leave(jobs[0], true);

        slots.abandon(jobs[0], true);

        assertThat(slots.free()).isEqualTo(4);
        assertThat(slots.freeForBulk()).isEqualTo(2);
        assertThat(slots.stuck()).isZero();
    }

    @Test
    void bulkWorkHasHalfOfTheSlots() {
        slots.take(true);
        slots.take(true);
        assertThat(slots.freeForBulk()).isZero();

        slots.abandon(jobs[0], true);

        assertThat(slots.freeForBulk()).isOne();
    }
}
