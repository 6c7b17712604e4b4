package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final Spread TEN_MINUTES = new Spread(Duration.ofMinutes(10));
    private static final NewJob JOB = NewJob.of(new TaskName("t"), "{}");

    @Test
    void jobsAreSpreadEvenlyWhereverTheListIsCut() {
        for (long from : new long[] {0, 1, 777, 12_345_678}) {
            int[] ofMinute = new int[10];
            for (long number = from; number < from + 1000; number++) {
                Duration delay = TEN_MINUTES.delay(number);
                assertThat(delay)
                        .isBetween(Duration.ZERO, Duration.ofMinutes(10).minusMillis(1));
                ofMinute[(int) delay.toMinutes()]++;
            }
            assertThat(Arrays.stream(ofMinute)).allMatch(jobs -> jobs >= 95 && jobs <= 105);
        }
    }

    @Test
    void theDelayFollowsFromTheNumber() {
        assertThat(TEN_MINUTES.delay(42)).isEqualTo(new Spread(Duration.ofMinutes(10)).delay(42));
        assertThat(TEN_MINUTES.delay(42)).isNotEqualTo(TEN_MINUTES.delay(43));
    }

    @Test
    void itIsAddedToTheTimeThatTheJobHas() {
        Duration delay = TEN_MINUTES.delay(7);
        Instant time = Instant.parse("2150-01-01T00:00:00Z");

        assertThat(JOB.spread(TEN_MINUTES, 7).due()).isEqualTo(new Due.After(delay));
        assertThat(new NewJob(JOB.task(), "{}", new Due.After(Duration.ofHours(1)), JOB.options())
                        .spread(TEN_MINUTES, 7)
                        .due())
                .isEqualTo(new Due.After(Duration.ofHours(1).plus(delay)));
        assertThat(new NewJob(JOB.task(), "{}", new Due.At(time), JOB.options())
                        .spread(TEN_MINUTES, 7)
                        .due())
                .isEqualTo(new Due.At(time.plus(delay)));
        assertThat(JOB.spread(Spread.NONE, 7)).isEqualTo(JOB);
    }

    @Test
    void aTimeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new Spread(Duration.ofDays(31))).hasMessage("must be from PT0S to PT720H");
        assertThatThrownBy(() -> new Spread(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
