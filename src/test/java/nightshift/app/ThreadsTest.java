package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void aTimerContinuesAfterAnErrorOfItsWork() {
        Threads.every(timers, Duration.ofMillis(1), () -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("a test of it");
                case 2 -> throw new IllegalStateException("a test of it");
                default -> {}
            }
        });

        await().until(() -> runs.get() > 3);
    }

    @Test
    void aTimerEnds() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        pool.setRemoveOnCancelPolicy(true);
        try {
            Runnable end = Threads.every(pool, Duration.ofMillis(1), runs::incrementAndGet);
            await().until(() -> runs.get() > 1);

            end.run();

            await().until(() -> pool.getQueue().isEmpty() && pool.getActiveCount() == 0);
            assertThat(runs.get()).isGreaterThan(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
