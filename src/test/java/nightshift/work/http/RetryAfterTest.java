package nightshift.work.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3 | PT3S", " 120  | PT2M", "86401 | PT24H", "99999999999999999999 | PT24H",
        "Tue, 24 Nov 2026 14:00:30 GMT | PT30S", "Tuesday, 24-Nov-26 14:00:30 GMT | PT30S",
        "Tue Nov 24 14:00:30 2026 | PT30S", "Tue Dec  1 14:00:00 2026 | PT24H",
        "Fri, 24 Nov 2028 14:00:00 GMT | PT24H"})
    void saysHowLongToWait(String text, Duration wait) {
        assertThat(RetryAfter.parse(text, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "", "1.5", "Tue, 24 Nov 2026 13:59:59 GMT"})
    void saysNothing(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }
}
