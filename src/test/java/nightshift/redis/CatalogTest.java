package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.redis.find.RedisJobCatalog;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void pagesShowEveryJobOnceNewestFirst(int size) {
        List<JobId> ids = new ArrayList<>();
        int wanted = size == 1 ? 300 : 3_000;
        for (int i = 0; ids.size() < wanted; i++) {
            ids.addAll(i % 3 == 0 ? store.submit(Math.min(170, wanted - ids.size()), aJob()) : List.of(store.submit()));
        }

        assertThat(walk(JobFilter.ALL, size)).isEqualTo(reversed(ids));
        assertThat(walk(filter(EnumSet.of(JobState.READY)), size)).isEqualTo(reversed(ids));
    }

    @Test
    void everyFilterPicksWhatFitsIt() {
        JobId plain = store.submit();
        JobId tagged = store.submit(tagged("red", "a|b", "größe"));
        JobId elsewhere = store.submit(aJob("mail", 5, new Due.After(Duration.ofHours(1))));
        JobId other = store.submit(NewJob.of(new TaskName("other.task"), "{}"));
        JobId failed = store.submit(aJob("bad", 1, new Due.Now()));
        Claimed claimed = store.claim(5).stream()
                .filter(job -> job.lease().job().equals(failed))
                .findFirst()
                .orElseThrow();
        store.fail(claimed);
        List<JobId> all = List.of(failed, other, elsewhere, tagged, plain);

        assertThat(walk(JobFilter.ALL, 50)).isEqualTo(all);
        assertThat(walk(filter(EnumSet.of(JobState.SCHEDULED, JobState.DEAD)), 50))
                .containsExactly(failed, elsewhere);
        assertThat(walk(filter(EnumSet.allOf(JobState.class)), 50)).isEqualTo(all);
        assertThat(walk(JobFilter.of(Matches.exactly(Field.QUEUE, "mail")), 50)).containsExactly(elsewhere);
        assertThat(walk(JobFilter.of(Matches.exactly(Field.TASK, "other.task")), 50))
                .containsExactly(other);
        assertThat(walk(JobFilter.of(Matches.exactly(Field.TAG, "größe")), 50)).containsExactly(tagged);
        assertThat(walk(JobFilter.of(Matches.exactly(Field.TAG, "re")), 50)).isEmpty();
        assertThat(walk(text("öß"), 50)).containsExactly(tagged);
        assertThat(walk(text("a|b"), 50)).containsExactly(tagged);
        assertThat(walk(text("some.Fail"), 50)).containsExactly(failed);
        assertThat(walk(text("did not"), 50)).containsExactly(failed);
        assertThat(walk(text(other.toString()), 50)).containsExactly(other);
        assertThat(walk(text(other.toString().toUpperCase()), 50)).containsExactly(other);
        assertThat(walk(text(other.toString().substring(0, 8)), 50)).contains(other);
        assertThat(walk(
                        new JobFilter(
                                EnumSet.of(JobState.DEAD),
                                List.of(new Mentions(Where.LABELS, other.toString(), false))),
                        50))
                .isEmpty();
    }

    @Test
    void timesBoundTheList() {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            jobs.add(store.job(store.submit()));
        }
        Instant from = jobs.get(10).createdAt();
        Instant before = jobs.get(20).createdAt();
        List<JobId> expected = reversed(jobs.stream()
                .filter(job ->
                        !job.createdAt().isBefore(from) && job.createdAt().isBefore(before))
                .map(Job::id)
                .toList());

        for (Set<JobState> states : List.of(Set.<JobState>of(), EnumSet.of(JobState.READY))) {
            assertThat(walk(
                            new JobFilter(
                                    states, List.of(new Between(Time.CREATED, Optional.of(from), Optional.of(before)))),
                            3))
                    .isEqualTo(expected);
        }
        assertThat(walk(
                        JobFilter.of(new Between(
                                Time.CREATED, Optional.of(Instant.now().plusSeconds(60)), none())),
                        3))
                .isEmpty();
        assertThat(walk(JobFilter.of(new Between(Time.CREATED, none(), Optional.of(Instant.EPOCH))), 3))
                .isEmpty();
    }

    @Test
    void aTextThatLooksLikeAnIdIsFoundInTagsToo() {
        String customer = UUID.randomUUID().toString();
        JobId job = store.submit(tagged("customer:" + customer));

        assertThat(walk(text(customer), 50)).containsExactly(job);
    }

    @Test
    void rareStatesAreListedAsTheIndexListsThem() {
        List<JobId> ids = store.submit(60, aJob());
        List<Claimed> claimed = store.claim(40);
        for (int i = 0; i < 30; i++) {
            store.settle(settlement(
                    claimed.get(i),
                    Outcome.FAILED,
                    List.of(JobState.DEAD, JobState.RETRYING, JobState.CANCELLED)
                            .get(i % 3)));
        }
        ids.subList(50, 55).forEach(store.ports.intake()::cancel);
        store.submit(5, aJob("later", 5, new Due.After(Duration.ofHours(1))));
        store.submit(3, NewJob.of(new TaskName("other.task"), "{}"));
        store.claim(5);

        Set<JobState> rare = EnumSet.complementOf(EnumSet.of(JobState.SUCCEEDED));
        for (JobState state : rare) {
            assertThat(walk(filter(EnumSet.of(state)), 4)).as("%s", state).isEqualTo(fromIndex(EnumSet.of(state)));
        }
        assertThat(walk(filter(rare), 9)).isEqualTo(fromIndex(rare));
    }

    @Test
    void aTokenOfTheWrongKindIsRefused() {
        store.submit(20, aJob());
        String ofIndex = store.ports
                .catalog()
                .page(JobFilter.ALL, 5, Optional.empty())
                .nextToken()
                .orElseThrow();
        JobFilter ready = filter(EnumSet.of(JobState.READY));
        String ofState = store.ports
                .catalog()
                .page(ready, 5, Optional.empty())
                .nextToken()
                .orElseThrow();

        assertThat(store.ports.catalog().page(ready, 5, Optional.of(ofState)).jobs())
                .hasSize(5);
        for (String wrong :
                List.of("", "x", "i", "s", "i1-1", "i1-1.99999", "s" + "0".repeat(36), "i-.1", ofState, "i1-1.1 ")) {
            assertThatThrownBy(() -> store.ports.catalog().page(JobFilter.ALL, 5, Optional.of(wrong)))
                    .as("'%s'", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        store.ports.catalog().page(text(UUID.randomUUID().toString()), 5, Optional.of("snonsense")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.ports.catalog().page(ready, 5, Optional.of(ofIndex)).jobs())
                .hasSize(5);
    }

    @Test
    void pagingContinuesWhereItWasWhenJobsArePurgedMeanwhile() {
        List<JobId> older = store.submit(5, aJob());
        List<JobId> newer = store.submit(5, aJob());
        Page first = store.ports.catalog().page(JobFilter.ALL, 3, Optional.empty());
        assertThat(first.jobs())
                .extracting(JobSummary::id)
                .isEqualTo(reversed(newer).subList(0, 3));
        newer.forEach(store.ports.intake()::cancel);
        store.purge(0, 0, 0);

        Page second = store.ports.catalog().page(JobFilter.ALL, 50, first.nextToken());

        assertThat(second.jobs()).extracting(JobSummary::id).isEqualTo(reversed(older));
    }

    @Test
    void aPageWithoutAJobIsTheLast() {
        JobId oldest = store.submit(tagged("the only one"));
        for (int i = 0; i < 60; i++) {
            store.submit(500, aJob("bulk", 5, new Due.After(Duration.ofHours(1))));
        }

        RedisJobCatalog patient = new RedisJobCatalog(store.redis, store.keys, Duration.ofMinutes(5), 2_000);

        assertThat(patient.page(text("the only"), 50, Optional.empty()).jobs())
                .extracting(JobSummary::id)
                .containsExactly(oldest);
        Page nothing = patient.page(text("no such text"), 50, Optional.empty());
        assertThat(nothing).isEqualTo(Page.last(List.of()));
    }

    @Test
    void aSearchThatTakesTooLongSaysHowFarItCame() {
        JobId oldest = store.submit(tagged("the only one"));
        store.submit(600, aJob());
        RedisJobCatalog impatient = new RedisJobCatalog(store.redis, store.keys, Duration.ZERO, 2_000);
        List<Instant> searchedBack = new ArrayList<>();
        List<JobId> found = new ArrayList<>();

        Page page = impatient.page(text("the only"), 50, Optional.empty());
        while (page.nextToken().isPresent()) {
            page.searchedBack().ifPresent(searchedBack::add);
            page = impatient.page(text("the only"), 50, page.nextToken());
            page.jobs().forEach(job -> found.add(job.id()));
        }

        assertThat(found).containsExactly(oldest);
        assertThat(searchedBack)
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.reverseOrder())
                .allMatch(time -> time.isAfter(oldest.createdAt().minusMillis(1)));
    }

    @Test
    void aPageStopsEarlyOnceItHasFoundSomething() {
        store.submit(tagged("found"));
        for (int i = 0; i < 60; i++) {
            store.submit(500, aJob("bulk", 5, new Due.After(Duration.ofHours(1))));
        }
        JobId newest = store.submit(tagged("found"));

        Page page = store.ports.catalog().page(text("found"), 50, Optional.empty());

        assertThat(page.jobs()).extracting(JobSummary::id).containsExactly(newest);
        assertThat(page.nextToken()).isPresent();
        assertThat(page.searchedBack().orElseThrow()).isBefore(Instant.now());
        assertThat(walk(text("found"), 50)).hasSize(2);
    }

    @Test
    void aJobIsFoundByAnyPartOfItsIdAndInAnyCase() {
        JobId job = store.submit(tagged("Größe:XL", "customer=ACME"));
        String id = job.toString();
        store.submit(50, aJob());

        for (String part : List.of(
                id.substring(id.length() - 6),
                id.substring(id.length() - 12),
                id.substring(19, 30),
                id.substring(24).toUpperCase(),
                id.replace("-", ""),
                id.replace("-", "").substring(14, 28))) {
            assertThat(walk(text(part), 50)).as(part).contains(job); // ids of the same millisecond have much in common
        }
        assertThat(walk(text(id.substring(id.length() - 6)), 50)).containsExactly(job);
        assertThat(walk(text("größe:xl"), 50)).containsExactly(job);
        assertThat(walk(text("GRÖSSE"), 50)).isEmpty();
        assertThat(walk(text("Customer=acme"), 50)).containsExactly(job);
        assertThat(walk(text(id.substring(id.length() - 5)), 50)).isEmpty();
    }

    @Test
    void aSummaryHasTheLatestAttempt() {
        JobId id = store.submit();
        assertThat(summary(id).lastAttempt()).isEmpty();
        Claimed claimed = store.claim();
        assertThat(summary(id).lastAttempt())
                .isEqualTo(Optional.of(store.job(id).attempts().get(0)));
        store.succeed(claimed);

        JobSummary summary = summary(id);
        Job job = store.job(id);

        assertThat(summary.lastAttempt().orElseThrow().outcome()).contains(Outcome.SUCCEEDED);
        assertThat(List.of(
                        summary.task(),
                        summary.queue(),
                        summary.priority(),
                        summary.state(),
                        summary.stateAt(),
                        summary.tags(),
                        summary.createdAt(),
                        summary.maxAttempts(),
                        summary.attempt()))
                .isEqualTo(List.of(
                        job.task(),
                        job.queue(),
                        job.priority(),
                        job.state(),
                        job.stateAt(),
                        job.tags(),
                        job.createdAt(),
                        job.maxAttempts(),
                        job.attempt()));
    }

    private JobSummary summary(JobId id) {
        return store.ports
                .catalog()
                .page(text(id.toString()), 1, Optional.empty())
                .jobs()
                .get(0);
    }

    private List<JobId> fromIndex(Set<JobState> states) {
        return store.ports.catalog().page(JobFilter.ALL, 1000, Optional.empty()).jobs().stream()
                .filter(job -> states.contains(job.state()))
                .map(JobSummary::id)
                .toList();
    }

    private List<JobId> walk(JobFilter filter, int size) {
        List<JobId> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.catalog().page(filter, size, token);
            assertThat(page.jobs().size()).isLessThanOrEqualTo(size);
            page.jobs().forEach(job -> ids.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return ids;
    }

    private static JobFilter filter(Set<JobState> states) {
        return JobFilter.in(states);
    }

    private static JobFilter text(String text) {
        return JobFilter.of(new Mentions(Where.LABELS, text, false));
    }

    private static NewJob tagged(String... tags) {
        return new NewJob(TASK, "{}", JobOptions.with().tags(List.of(tags)).build());
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static List<JobId> reversed(List<JobId> ids) {
        List<JobId> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }
}
