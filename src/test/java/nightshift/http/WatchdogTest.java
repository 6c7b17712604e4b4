package nightshift.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private final Watchdog watchdog = new Watchdog();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void deadlineStrikesOnce() {
        AtomicInteger aborts = new AtomicInteger();
        Watchdog.Watch watch = watchdog.watch(Duration.ofMillis(1), aborts::incrementAndGet);

        await().until(watch::expired);
        await().during(Duration.ofMillis(100)).until(() -> aborts.get() == 1);
    }

    @Test
    void whatHasEndedIsLeftAlone() {
        AtomicInteger aborts = new AtomicInteger();
        watchdog.watch(Duration.ofMillis(1), aborts::incrementAndGet).close();
        Watchdog.Watch later = watchdog.watch(Duration.ofMillis(50), () -> {});

        await().until(later::expired);
        assertThat(aborts).hasValue(0);
    }

    @Test
    void failingAbortDoesNotEndTheWatch() {
        watchdog.watch(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("as the test wants");
        });
        Watchdog.Watch later = watchdog.watch(Duration.ofMillis(60), () -> {});

        await().until(later::expired);
    }
}
