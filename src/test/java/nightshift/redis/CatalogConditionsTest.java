package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nightshift.job.NewJob;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Where;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists by conditions that need more than the head of a record, or less than a walk. */
class CatalogConditionsTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @Test
    void aTextIsFoundInArgsHoweverLargeTheyAre() {
        JobId oldest = store.submit(NewJob.of(TASK, "{\"to\":\"ann@example.com\"}"));
        store.submit(20, NewJob.of(TASK, "\"" + "x".repeat(200_000) + "\""));
        JobId failed = store.submit(NewJob.of(TASK, "{\"to\":\"Gr\\u00fcn\"}"));
        store.claim(50).stream().filter(job -> job.lease().job().equals(failed)).forEach(store::fail);

        for (int size : List.of(1, 50)) {
            assertThat(walk(mentioning(Where.ARGS, "ANN@"), size)).containsExactly(oldest);
            assertThat(walk(mentioning(Where.ANYWHERE, "grün"), size)).containsExactly(failed);
            assertThat(walk(mentioning(Where.ANYWHERE, "did not"), size)).containsExactly(failed);
            assertThat(walk(mentioning(Where.ERROR, "ann@"), size)).isEmpty();
            assertThat(walk(JobFilter.of(new Mentions(Where.ARGS, "xxx", true)), size))
                    .containsExactly(failed, oldest);
        }
    }

    @Test
    void jobsThatAreNamedByTheirIdsAreReadAlone() {
        List<JobId> ids = store.submit(30, aJob());
        List<JobId> wanted = List.of(ids.get(20), ids.get(3));
        Matches named = new Matches(
                Field.ID,
                wanted.stream()
                        .map(id -> TextPattern.exactly(id.toString().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                false);

        assertThat(walk(JobFilter.of(named), 1)).isEqualTo(wanted);
        assertThat(walk(JobFilter.of(Matches.exactly(Field.ID, UUID.randomUUID().toString())), 5))
                .isEmpty();
        assertThat(walk(JobFilter.of(new Matches(Field.ID, named.anyOf(), true)), 50))
                .hasSize(28);
    }

    private static JobFilter mentioning(Where where, String text) {
        return JobFilter.of(new Mentions(where, text, false));
    }

    private List<JobId> walk(JobFilter filter, int size) {
        List<JobId> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.catalog().page(filter, size, token);
            page.jobs().forEach(job -> ids.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return ids;
    }
}
