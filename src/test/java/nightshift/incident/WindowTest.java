package nightshift.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final Instant FROM = Instant.parse("2026-11-30T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT1S, PT1M",
        "PT1H, PT1M",
        "PT1H0.001S, PT2M",
        "PT2H, PT2M",
        "PT5H, PT5M",
        "PT10H, PT10M",
        "PT15H, PT15M",
        "PT24H, PT30M"
    })
    void chartsHaveAtMostSixtyRows(Duration length, Duration step) {
        Window window = new Window(FROM, FROM.plus(length));

        assertThat(window.step()).isEqualTo(step);
        Instant first = window.firstPoint(step);
        assertThat(first.minus(step)).as("the first row covers the begin").isBeforeOrEqualTo(FROM);
        assertThat(first).isAfter(FROM);
        Duration covered = Duration.between(first, window.to());
        assertThat(covered.toMillis() % step.toMillis()).isZero();
        assertThat(covered.dividedBy(step)).isLessThan(60);
    }

    @Test
    void whatTouchesItWasGoingOn() {
        Window window = new Window(FROM, FROM.plusSeconds(60));

        assertThat(window.overlaps(FROM.minusSeconds(5), Optional.empty())).isTrue();
        assertThat(window.overlaps(FROM.minusSeconds(5), Optional.of(FROM))).isTrue();
        assertThat(window.overlaps(FROM.minusSeconds(5), Optional.of(FROM.minusMillis(1))))
                .isFalse();
        assertThat(window.overlaps(FROM.plusSeconds(60), Optional.empty())).isFalse();
    }
}
