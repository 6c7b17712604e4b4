package nightshift.observe.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nightshift.observe.incident.Episodes.Episode;
import org.junit.jupiter.api.Test;

class EpisodesTest {

    private static final Instant FIRST = Instant.parse("2026-11-30T10:00:00Z");
    private final Episodes episodes = new Episodes(FIRST, FIRST.plusSeconds(150), Duration.ofSeconds(15));

    @Test
    void aGapEndsAnEpisode() {
        assertThat(episodes.of(points(1, 2, 4, 5))).containsExactly(episode(1, 2), episode(4, 5));
        assertThat(episodes.of(points(3))).containsExactly(episode(3, 3));
    }

    @Test
    void whatReachesAnEndHasNoTimeThere() {
        assertThat(episodes.of(points(0, 1, 9, 10)))
                .containsExactly(
                        new Episode(Optional.empty(), Optional.of(point(1))),
                        new Episode(Optional.of(point(9)), Optional.empty()));
    }

    private static Episode episode(int from, int to) {
        return new Episode(Optional.of(point(from)), Optional.of(point(to)));
    }

    private static List<Instant> points(int... numbers) {
        return IntStream.of(numbers).mapToObj(EpisodesTest::point).toList();
    }

    private static Instant point(int number) {
        return FIRST.plusSeconds(15L * number);
    }
}
