package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final RandomGenerator LOWEST = draws(0);
    private static final RandomGenerator HIGHEST = draws(Math.nextDown(1.0));

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT15S",
        "3, PT45S",
        "4, PT2M15S",
        "5, PT6M45S",
        "6, PT20M15S",
        "7, PT1H",
        "8, PT1H",
    })
    void growsByTheFactorUpToTheMax(int failures, Duration expected) {
        RetryPolicy withoutJitter = new RetryPolicy(Duration.ofSeconds(5), Duration.ofHours(1), 3, 0);
        assertThat(withoutJitter.delayAfter(failures, LOWEST)).isEqualTo(expected);
        assertThat(withoutJitter.delayAfter(failures, HIGHEST)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, PT20S", "0.1, PT18S", "0.25, PT15S", "0.5, PT10S", "1, PT0S"})
    void theJitterIsTheShareThatIsRandom(double jitter, Duration least) {
        RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(10), Duration.ofHours(1), 2, jitter);
        assertThat(policy.delayAfter(2, LOWEST)).isEqualTo(least);
        assertThat(policy.delayAfter(2, draws(0.5)))
                .isEqualTo(least.plusSeconds(20).dividedBy(2));
        assertThat(policy.delayAfter(2, HIGHEST)).isEqualTo(Duration.ofSeconds(20));
    }

    /** The seed makes the draws the same in every run; the margin is far wider than what even draws differ by. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1})
    void drawsAreSpreadEvenlyOverTheRange(double jitter) {
        int draws = 100_000;
        int parts = 20;
        RetryPolicy policy = new RetryPolicy(Duration.ofMinutes(10), Duration.ofMinutes(10), 1, jitter);
        RandomGenerator random = new SplittableRandom(42);
        double most = 600_000;
        double least = most * (1 - jitter);
        int[] counts = new int[parts];
        for (int n = 0; n < draws; n++) {
            long millis = policy.delayAfter(1, random).toMillis();
            assertThat((double) millis).isBetween(least, most);
            counts[(int) Math.min(parts - 1, (millis - least) / (most - least) * parts)]++;
        }
        assertThat(Arrays.stream(counts)).allSatisfy(count -> assertThat(count).isBetween(4_500, 5_500));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 1_000, 1_000_000, Integer.MAX_VALUE})
    void afterAnyNumberOfFailuresTheMaxIsTheMost(int failures) {
        for (double factor : new double[] {1.5, 3, 100}) {
            RetryPolicy policy = new RetryPolicy(RetryPolicy.LONGEST, RetryPolicy.LONGEST, factor, 1);
            assertThat(policy.delayAfter(failures, HIGHEST)).isEqualTo(RetryPolicy.LONGEST);
            assertThat(policy.delayAfter(failures, draws(0.5))).isEqualTo(Duration.ofDays(15));
            assertThat(policy.delayAfter(failures, LOWEST)).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void aFactorOfOneKeepsTheInitialDelayForever() {
        RetryPolicy policy = new RetryPolicy(Duration.ofMillis(1), RetryPolicy.LONGEST, 1, 0);
        assertThat(policy.delayAfter(Integer.MAX_VALUE, HIGHEST)).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1H, 3, 1, initial",
        "PT2S, PT1S, 3, 1, initial",
        "PT0S, PT0S, 3, 1, max",
        "PT1S, P31D, 3, 1, max",
        "PT1S, PT1H, 0.9, 1, factor",
        "PT1S, PT1H, 101, 1, factor",
        "PT1S, PT1H, NaN, 1, factor",
        "PT1S, PT1H, 3, -0.1, jitter",
        "PT1S, PT1H, 3, 1.1, jitter",
        "PT1S, PT1H, 3, NaN, jitter",
    })
    void whatIsOutOfRangeIsNamed(Duration initial, Duration max, double factor, double jitter, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(initial, max, factor, jitter))
                .withMessageStartingWith(name);
    }

    /** A source of one number, from 0 to just below 1. */
    private static RandomGenerator draws(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return number;
            }
        };
    }
}
