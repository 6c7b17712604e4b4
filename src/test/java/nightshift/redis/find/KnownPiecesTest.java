package nightshift.redis.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownPiecesTest {

    private static final long HOUR = 3_600_000;

    private final KnownPieces pieces = new KnownPieces();

    @Test
    void piecesAreSkippedUntilOneOfTheirJobsCanBeRipe() {
        learn("", "1-0.1", 500);
        learn("1-0.1", "2-0.1", 900);

        assertThat(pieces.skip("", 499, Set.of())).isEqualTo("2-0.1");
        assertThat(pieces.skip("", 500, Set.of())).isEmpty();
        assertThat(pieces.skip("1-0.1", 500, Set.of())).isEqualTo("2-0.1");
        assertThat(pieces.endOf("1-0.1")).contains("2-0.1");
    }

    @Test
    void piecesWithJobsOfAnExceededQuotaAreNotSkipped() {
        learn("", "1-0.1", 500, "mail:D");
        learn("1-0.1", "2-0.1", 500, "*");
        learn("2-0.1", "3-0.1", 500, "?");

        assertThat(pieces.skip("", 1, Set.of())).isEqualTo("3-0.1");
        assertThat(pieces.skip("", 1, Set.of("mail:D"))).isEmpty();
        assertThat(pieces.skip("1-0.1", 1, Set.of("mail:D"))).isEqualTo("2-0.1");
        assertThat(pieces.skip("1-0.1", 1, Set.of("mail:D", "*"))).isEqualTo("1-0.1");
    }

    @Test
    void otherRulesAndAnHourMakeEverythingForgotten() {
        pieces.under("rules", 1_000_000);
        learn("", "1-0.1", 9_000_000);
        pieces.under("rules", 1_000_000 + HOUR - 1);
        assertThat(pieces.endOf("")).isPresent();
        pieces.under("rules", 1_000_000 + HOUR);
        assertThat(pieces.endOf("")).isEmpty();

        learn("", "1-0.1", 9_000_000);
        pieces.under("others", 1_000_000 + HOUR);
        assertThat(pieces.endOf("")).isEmpty();
    }

    private void learn(String begin, String end, long wake, String... quotas) {
        pieces.learn(begin, new PieceReport(end, 0, wake, Set.of(quotas), Set.of(), ""));
    }
}
