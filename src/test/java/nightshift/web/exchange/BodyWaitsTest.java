package nightshift.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyWaitsTest {

    private static final int MOST = 8;

    private long now;
    private final BodyWaits waits = new BodyWaits(MOST, () -> now);
    private final List<String> givenUp = new ArrayList<>();

    private BodyWaits.Wait begin(String name) {
        return waits.begin(() -> givenUp.add(name)).orElseThrow();
    }

    private List<BodyWaits.Wait> fill() {
        List<BodyWaits.Wait> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(begin("silent " + i));
            all.get(i).read();
            now += 1000;
        }
        return all;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void silentBodiesLosePlacesThatOthersNeed() {
        List<BodyWaits.Wait> all = fill();
        pass(Duration.ofMillis(2100));

        assertThat(waits.begin(() -> {})).isEmpty();
        assertThat(givenUp).containsExactly("silent 0");
        assertThat(all.get(0).came()).isFalse();
        assertThat(all.get(1).came()).isTrue();

        all.get(0).close();
        all.get(1).read();
        assertThat(waits.begin(() -> {})).isPresent();
        assertThat(givenUp).containsExactly("silent 0", "silent 2");
    }

    @Test
    void nobodyIsGivenUpWhileThereIsRoom() {
        for (int i = 0; i < MOST - 1; i++) {
            begin("silent").read();
            pass(Duration.ofSeconds(20));
        }

        assertThat(givenUp).isEmpty();
    }

    @Test
    void bodiesThatComeKeepTheirPlaces() {
        List<BodyWaits.Wait> all = fill();
        pass(Duration.ofMillis(1500));
        all.forEach(wait -> {
            assertThat(wait.came()).isTrue();
            wait.read();
        });
        pass(Duration.ofMillis(1500));
        all.get(3).came();
        pass(Duration.ofSeconds(1));

        for (int i = 0; i < MOST; i++) {
            waits.begin(() -> {});
        }
        assertThat(givenUp).hasSize(1).doesNotContain("silent 3");
    }

    @Test
    void aPlaceThatIsLeftIsFree() {
        fill().get(4).close();

        assertThat(waits.begin(() -> {})).isPresent();
        assertThat(waits.begin(() -> {})).isEmpty();
    }
}
