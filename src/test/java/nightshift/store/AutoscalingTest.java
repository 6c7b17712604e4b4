package nightshift.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AutoscalingTest {

    @Test
    void aStepSettlesWithinTwoMinutesAndStays() {
        WorkerSimulation step = new WorkerSimulation(second -> second < 300 ? 40 : 400, 1.0).run(1500);

        // 400 a second of 1 s each fill 8 workers; with a fifth to spare it is 10.
        assertThat(step.wanted(290)).isBetween(1, 2);
        assertThat(step.wanted(420, 1500)).allMatch(n -> n >= 9);
        assertThat(step.wanted(600, 1500)).allMatch(n -> n <= 12);
        assertThat(step.most()).isLessThanOrEqualTo(16);
        assertThat(step.reversals()).isLessThanOrEqualTo(1);
        assertThat(step.backlog(600)).isLessThan(400);
    }

    @Test
    void aRampIsFollowed() {
        WorkerSimulation ramp = new WorkerSimulation(second -> Math.min(600, second), 0.5).run(1200);

        assertThat(ramp.wanted(720, 1200)).allMatch(n -> n >= 7 && n <= 9);
        assertThat(ramp.backlog(720)).isLessThan(600);
        assertThat(ramp.reversals()).isLessThanOrEqualTo(2);
    }

    @Test
    void aBurstIsWorkedOffAndThenLetGoOnce() {
        WorkerSimulation burst = new WorkerSimulation(second -> second == 300 ? 60_000 : 1, 0.5).run(2700);

        // counted both as arrivals and as backlog: twice what would do
        assertThat(burst.most()).isBetween(13, 30);
        assertThat(burst.backlog(480)).isLessThan(5);
        assertThat(burst.wanted(600, 2700)).containsOnly(1);
        assertThat(burst.reversals()).isEqualTo(1);
        assertThat(burst.workers(2699)).isEqualTo(1);
    }

    @Test
    void manyQuickJobsDoNotAskForMoreThanTheyNeed() {
        WorkerSimulation quick = new WorkerSimulation(second -> second == 100 ? 10_000 : 0, 0.02).run(400);

        assertThat(quick.most()).isLessThanOrEqualTo(2);
    }

    @Test
    void longJobsAreSeenByTheAgeOfThoseThatRunAndHoldTheirWorkers() {
        WorkerSimulation longJobs = new WorkerSimulation(second -> second == 60 ? 400 : 0, 600).run(3600);

        assertThat(longJobs.wanted(180)).isGreaterThanOrEqualTo(7);
        assertThat(longJobs.backlog(240)).isZero();
        assertThat(longJobs.interrupted()).isZero();
        assertThat(longJobs.workers(3599)).isEqualTo(1);
    }

    @Test
    void idleIsOneWorker() {
        assertThat(new WorkerSimulation(second -> 0, 1).run(600).wanted(0, 600)).containsOnly(1);
    }

    @Test
    void noReadingLeadsOutOfRange() {
        long[] numbers = {0, 1, 1_000_000_000_000L};
        for (long arrived : numbers) {
            for (long ended : numbers) {
                for (long backlog : numbers) {
                    for (long running : numbers) {
                        for (Duration time : new Duration[] {Duration.ZERO, Duration.ofMillis(Long.MAX_VALUE)}) {
                            Workload workload =
                                    new Workload(Duration.ofMinutes(1), arrived, ended, time, backlog, running, time);
                            assertThat(workload.workers(1, Duration.ofSeconds(1)))
                                    .as(workload.toString())
                                    .isPositive();
                        }
                    }
                }
            }
        }
    }
}
