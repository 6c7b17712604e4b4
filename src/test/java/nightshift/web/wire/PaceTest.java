package nightshift.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private final Pace pace = new Pace(Duration.ofSeconds(10), 100, Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "9,  9,       0, false",
        "11, 11,      0, true",
        "11, 11, 100000, true",
        "1,  11,   1099, true",
        "1,  11,   1100, false",
        "1,  60,   6000, false",
        "1,  61, 100000, true"
    })
    void silenceRateAndTotalHaveTheirLimits(long silent, long waited, long bytes, boolean tooSlow) {
        assertThat(pace.isTooSlow(silent * 1_000_000_000, waited * 1_000_000_000, bytes))
                .isEqualTo(tooSlow);
    }
}
