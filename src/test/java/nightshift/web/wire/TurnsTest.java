package nightshift.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void newsAreNeverMissedAndTurnsNeverOverlap() {
        AtomicInteger announced = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Turns turns = new Turns(executor, () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            seen.set(announced.get());
            atOnce.decrementAndGet();
        });

        for (int i = 0; i < 20_000; i++) {
            announced.incrementAndGet();
            turns.run();
        }

        await().until(() -> seen.get() == 20_000);
        assertThat(most).hasValue(1);
    }

    @Test
    void newsDuringATurnBringAnotherOne() {
        AtomicInteger runs = new AtomicInteger();
        Turns[] turns = new Turns[1];
        turns[0] = new Turns(executor, () -> {
            if (runs.incrementAndGet() == 1) {
                turns[0].run();
            }
        });

        turns[0].run();

        await().until(() -> runs.get() == 2);
    }
}
