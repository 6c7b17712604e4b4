package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.store.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {

    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private Loop loop;

    @AfterEach
    void close() throws InterruptedException {
        loop.close();
        loop.join(Duration.ofSeconds(20));
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void stepsThatFailAreStepsAndOneThatDoesNotEndIsNot() {
        java.util.concurrent.CountDownLatch stuck = new java.util.concurrent.CountDownLatch(1);
        start(Duration.ofMillis(1), () -> {
            if (steps.incrementAndGet() < 5) {
                throw new StoreUnavailable(StoreUnavailable.Reason.FULL, "on purpose", null);
            }
            stuck.await();
            return false;
        });

        await().until(() -> steps.get() == 3);
        await().until(() -> loop.stepAgeSeconds() < 2);
        await().until(() -> loop.stepAgeSeconds() > 2.5);
        stuck.countDown();
        await().until(() -> loop.stepAgeSeconds() < 2);
    }

    @Test
    void continuesAfterAnythingThatAStepThrows() {
        start(Duration.ofMillis(1), () -> {
            switch (steps.incrementAndGet()) {
                case 1 -> throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "on purpose", null);
                case 2 -> throw new IllegalStateException("on purpose");
                case 3 -> throw new StackOverflowError("on purpose");
                default -> {
                    return false;
                }
            }
        });

        await().until(() -> steps.get() > 5);
    }

    @Test
    void pausesWhenThereIsNothingMoreToDoUntilItIsWoken() {
        start(Duration.ofMinutes(1), () -> steps.incrementAndGet() % 3 != 0);
        await().until(() -> steps.get() == 3);
        await().during(Duration.ofMillis(100)).until(() -> steps.get() == 3);

        loop.wake();

        await().until(() -> steps.get() == 6);
    }

    @Test
    void aWakeDuringAStepIsNotLost() {
        start(Duration.ofMinutes(1), () -> {
            if (steps.incrementAndGet() == 1) {
                loop.wake();
            }
            return false;
        });

        await().until(() -> steps.get() == 2);
    }

    /** Answers whether there is more to do at once. */
    private interface Step {
        boolean call() throws InterruptedException;
    }

    private void start(Duration pause, Step step) {
        loop = new Loop("test", () -> step.call() ? Duration.ZERO : Loop.about(pause));
        loop.start(work -> {
            thread.set(new Thread(work));
            return thread.get();
        });
    }
}
