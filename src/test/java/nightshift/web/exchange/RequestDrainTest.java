package nightshift.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RequestDrainTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void answersAreTheLastOnTheirConnectionsFromTheBeginningOfTheDrainOn() {
        RequestDrain drain = new RequestDrain(LONG);

        assertThat(drain.came()).isFalse();
        drain.begin();

        assertThat(drain.came()).isTrue();
    }

    @Test
    void aServerThatNobodyAsksDoesNotWait() {
        RequestDrain drain = new RequestDrain(LONG);
        drain.begin();

        assertThat(timeOf(drain::close))
                .as("not the second that others have to be quiet for")
                .isLessThan(Duration.ofMillis(950));
    }

    @Test
    void waitsForTheRequestUnderWay() throws Exception {
        RequestDrain drain = new RequestDrain(LONG);
        drain.came();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(drain::close);
        assertThatThrownBy(() -> closed.get(1500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        drain.answered();

        closed.get(30, TimeUnit.SECONDS);
    }

    @Test
    void waitsUntilNoneHasComeForASecond() {
        RequestDrain drain = new RequestDrain(LONG);
        drain.came();
        drain.answered();

        assertThat(timeOf(drain::close)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(30));
    }

    @Test
    void doesNotWaitForEver() {
        RequestDrain drain = new RequestDrain(Duration.ofMillis(50));
        drain.came();

        assertThat(timeOf(drain::close)).isLessThan(Duration.ofSeconds(10));
    }
}
