package nightshift.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;

/** Ids are ruled out exactly as the filter compares them. */
class IdPartsTest {

    private static final JobId ID =
            JobId.parse("019ab3c4-5d6e-7f80-9123-456789abcdef").orElseThrow();

    @Test
    void aPartMeansWhatTheFilterMeans() {
        Random random = new Random(4);
        int met = 0;
        for (int i = 0; i < 20_000; i++) {
            JobId id = new JobId(new UUID(random.nextLong(), random.nextLong()));
            String text = random.nextBoolean() ? id.toString() : id.toString().replace("-", "");
            int from = random.nextInt(3) == 0 ? 0 : random.nextInt(text.length());
            char[] part = text.substring(from, from + random.nextInt(text.length() - from) + 1)
                    .toCharArray();
            if (random.nextInt(4) == 0) {
                part[random.nextInt(part.length)] = "0f-gF".charAt(random.nextInt(5));
            }
            Matches condition =
                    new Matches(Field.ID, Set.of(TextPattern.exactly(new String(part))), random.nextInt(5) == 0);
            boolean expected = condition.fits(Set.of(id.toString()));
            met += expected ? 1 : 0;

            assertThat(parts(condition).canBe(id)).as("%s in %s", condition, id).isEqualTo(expected);
        }
        assertThat(met).isBetween(5_000, 19_000);
    }

    @Test
    void allConditionsHaveToBeMet() {
        assertThat(IdParts.of(filter("019ab3", "cdef1")).orElseThrow().canBe(ID))
                .isFalse();
        assertThat(IdParts.of(filter("019ab3", "89abcdef")).orElseThrow().canBe(ID))
                .isTrue();
        assertThat(parts(anyOf("ffffff", "7F80-9123")).canBe(ID)).isTrue();
        assertThat(IdParts.of(JobFilter.of(new Matches(Field.ID, Set.of(new TextPattern(List.of("", "cdef"))), false))))
                .as("wildcards are left to the filter")
                .isEmpty();
        assertThat(IdParts.of(JobFilter.ALL)).isEmpty();
    }

    private static IdParts parts(Matches condition) {
        return IdParts.of(JobFilter.of(condition)).orElseThrow();
    }

    private static JobFilter filter(String... parts) {
        return JobFilter.of(Stream.of(parts).map(IdPartsTest::anyOf).toArray(Matches[]::new));
    }

    private static Matches anyOf(String... parts) {
        return new Matches(Field.ID, Stream.of(parts).map(TextPattern::exactly).collect(Collectors.toSet()), false);
    }
}
