package nightshift.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S",
        "PT30S, PT30S",
        "PT0.25S, PT0.25S",
        "PT0.000000001S, PT0.000000001S",
        "P1D, PT24H",
        "P1DT12H, PT36H",
        "PT1H30M, PT1H30M",
        "PT90M, PT1H30M",
        "P0DT0S, PT0S",
        "PT999999999999S, PT277777777H46M39S"
    })
    void readsDaysHoursMinutesAndSeconds(String text, Duration duration) {
        assertThat(TimeText.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "P1W",
                "P1M",
                "P1Y",
                "P1Y2M3DT4H",
                "P1.5D",
                "PT1.5H",
                "PT1.5M",
                "PT.5S",
                "PT1.S",
                "PT0,5S",
                "pt5s",
                "PT5s",
                "+PT5S",
                "-PT5S",
                "PT-5S",
                "PT+5S",
                "PT5",
                "5S",
                "5",
                "P5S",
                "PT1S1M",
                "PT5S ",
                " PT5S",
                "PT5S\n",
                "PT\u0665S",
                "PT0.0000000001S",
                "PT1000000000000S",
                "P1000000000D"
            })
    void readsNoOtherForm(String text) {
        assertThatThrownBy(() -> TimeText.duration(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void readsWhatAnswersSay() {
        for (Duration duration :
                new Duration[] {Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(3650), Duration.ofSeconds(90, 5)
                }) {
            assertThat(TimeText.duration(duration.toString())).isEqualTo(duration);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "2026-12-01t00:00:00z, 2026-12-01T00:00:00Z",
        "2026-12-01T01:00:00+01:00, 2026-12-01T00:00:00Z",
        "2026-12-01T00:00:00.5-00:30, 2026-12-01T00:30:00.5Z"
    })
    void readsTimesWithAndWithoutOffset(String text, Instant time) {
        assertThat(TimeText.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-12-01",
                "2026-12-01T00:00Z",
                "2026-12-01T24:00:00Z",
                "2026-12-01T00:60:00Z",
                "2026-02-30T00:00:00Z",
                "2026-12-01 00:00:00Z",
                "2026-12-01T00:00:00",
                "2026-12-01T00:00:00+01",
                "2026-12-01T00:00:00+0100",
                "2026-12-01T00:00:00+19:00",
                "+002026-12-01T00:00:00Z",
                "-2026-12-01T00:00:00Z",
                "2026-12-01T00:00:00.Z",
                "2026-12-01T00:00:00,5Z",
                "2026-12-01T00:00:00.0000000001Z",
                "2026-12-01T00:00:00Z ",
                "1764547200"
            })
    void readsNoOtherTime(String text) {
        assertThatThrownBy(() -> TimeText.time(text)).isInstanceOf(DateTimeException.class);
    }
}
