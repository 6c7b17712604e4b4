package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | PT3S",
                "5, 7 ,6 | PT7S",
                " 120  | PT2M",
                "86401 | PT24H",
                "99999999999999999999 | PT24H",
                "Tue, 24 Nov 2026 14:00:30 GMT | PT30S",
                "Tuesday, 24-Nov-26 14:00:30 GMT | PT30S",
                "Tue Nov 24 14:00:30 2026 | PT30S",
                "Tue Dec  1 14:00:00 2026 | PT24H",
                "Fri, 24 Nov 2028 14:00:00 GMT | PT24H"
            })
    void saysHowLongToWait(String text, Duration wait) {
        assertThat(RetryAfter.parse(text, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "", "1.5", "Tue, 24 Nov 2026 13:59:59 GMT"})
    void saysNothing(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.001S, PT0.004S",
        "PT1S, PT4S",
        "PT2.5S, PT10S",
        "PT40S, PT10S",
        "PT1M, PT15S",
        "PT20M, PT5M",
        "PT24H, PT5M"
    })
    void theRandomWaitIsInProportion(Duration least, Duration most) {
        SplittableRandom random = new SplittableRandom(7);

        assertThat(LongStream.range(0, 10_000)
                        .mapToObj(i -> RetryAfter.spread(least, random).minus(least))
                        .max(Duration::compareTo))
                .hasValueSatisfying(
                        max -> assertThat(max).isBetween(most.multipliedBy(9).dividedBy(10), most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2S", "PT2.5S", "PT10S", "PT1M", "PT1H", "PT24H"})
    void jobsWithTheSameRetryAfterDoNotReturnTogether(Duration least) {
        SplittableRandom random = new SplittableRandom(7);
        long[] waits = LongStream.generate(
                        () -> RetryAfter.spread(least, random).toMillis())
                .limit(200)
                .sorted()
                .toArray();

        assertThat(waits[0]).isGreaterThanOrEqualTo(least.toMillis());
        for (long from : waits) {
            assertThat(LongStream.of(waits)
                            .filter(wait -> wait >= from && wait < from + 2_000)
                            .count())
                    .isLessThan(70);
        }
    }
}
