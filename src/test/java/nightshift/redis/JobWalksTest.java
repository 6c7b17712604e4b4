package nightshift.redis;

import static nightshift.redis.TestStore.aJob;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.format.filter.SeparateConditions;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Time;
import nightshift.store.JobFilter;
import nightshift.store.JobWalks;
import nightshift.store.JobWalks.Slice;
import nightshift.store.JobWalks.Walk;
import nightshift.store.TextPattern;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobWalksTest {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private JobWalks walks;

    @BeforeEach
    void port() {
        walks = store.ports.walks();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 250, 499, 500})
    void everyJobIsSeenOnceAndInOrderHoweverTheSlicesFall(int looks) {
        List<JobId> ids = new ArrayList<>(store.submit(13, aJob()));
        for (int i = 0; i < 40; i++) {
            ids.add(store.submit());
        }
        ids.addAll(store.submit(1_100, aJob()));

        assertThat(walk(JobFilter.ALL, walks.plan(JobFilter.ALL), looks))
                .extracting(Job::id)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void jobsAreWhole() {
        JobId id = store.submit(NewJob.of(TestStore.TASK, "{\"long\":\"" + "x".repeat(1_000) + "\"}"));
        store.fail(store.claim());

        assertThat(walk(JobFilter.ALL, walks.plan(JobFilter.ALL), 500)).containsExactly(store.job(id));
    }

    @Test
    void jobsSubmittedLaterAreNotInIt() {
        List<JobId> ids = store.submit(20, aJob());
        Walk walk = walks.plan(JobFilter.ALL);
        store.submit(20, aJob());

        assertThat(walk.most()).isEqualTo(20);
        assertThat(walk(JobFilter.ALL, walk, 500)).extracting(Job::id).containsExactlyElementsOf(ids);
    }

    @Test
    void anEmptyStoreHasAnEmptyWalk() {
        Walk walk = walks.plan(JobFilter.ALL);
        store.submit();

        assertThat(walk.most()).isZero();
        assertThat(walks.read(walk, JobFilter.ALL, JobWalks.START, 500)).isEqualTo(new Slice(List.of(), 0, "", true));
    }

    @Test
    void aWalkContinuesWhereJobsWereRemoved() {
        store.submit(30, aJob());
        JobId stays = store.submit(aJob("q", 5, new Due.After(Duration.ofDays(1))));
        List<JobId> last = store.submit(30, aJob());
        Walk walk = walks.plan(JobFilter.ALL);
        Slice begun = walks.read(walk, JobFilter.ALL, JobWalks.START, 10);
        store.claim(30).forEach(store::succeed);
        store.purge(0, 0, 0);

        Slice next = walks.read(walk, JobFilter.ALL, begun.position(), 500);

        assertThat(begun.jobs()).hasSize(10);
        assertThat(next.jobs())
                .extracting(Job::id)
                .hasSize(31)
                .startsWith(stays)
                .endsWith(last.get(29));
        assertThat(next.looked()).isEqualTo(31);
        assertThat(next.ended()).isTrue();
    }

    @Test
    void largeJobsMakeSmallSlices() {
        store.submit(20, NewJob.of(TestStore.TASK, "\"" + "x".repeat(200_000) + "\""));
        Walk walk = walks.plan(JobFilter.ALL);

        Slice slice = walks.read(walk, JobFilter.ALL, JobWalks.START, 500);

        assertThat(slice.jobs()).hasSize(6);
        assertThat(slice.looked()).isEqualTo(6);
        assertThat(walk(JobFilter.ALL, walk, 500)).hasSize(20);
    }

    @Test
    void onlyWhatFitsIsFound() {
        JobId wanted = store.submit(new NewJob(
                TestStore.TASK,
                "{}",
                JobOptions.with()
                        .queue(new QueueName("mail"))
                        .tags(List.of("tenant=7"))
                        .build()));
        store.submit(aJob("mail", 5, new Due.Now()));
        store.submit(NewJob.of(new TaskName("other.task"), "{}"));
        JobId failed = store.submit();
        store.claim(10).stream().filter(job -> job.lease().job().equals(failed)).forEach(store::fail);

        assertThat(found(filter(Set.of(), "mail", null, "tenant=7", null))).containsExactly(wanted);
        assertThat(found(filter(Set.of(), null, "other.task", null, null))).hasSize(1);
        assertThat(found(filter(Set.of(JobState.DEAD), null, null, null, null))).containsExactly(failed);
        assertThat(found(filter(Set.of(), null, null, null, "did not work"))).containsExactly(failed);
        assertThat(found(filter(Set.of(), null, null, null, wanted.toString()))).containsExactly(wanted);
    }

    @Test
    void timesNarrowTheWalk() {
        JobId old = store.submit();
        JobId young = store.submit();
        store.patch(old, 47, "1000000000000");
        Instant time = store.job(young).createdAt();

        assertThat(found(created(Optional.of(time), Optional.empty()))).containsExactly(young);
        assertThat(found(created(Optional.empty(), Optional.of(time)))).containsExactly(old);
        assertThat(found(created(Optional.of(time.plusSeconds(3_600)), Optional.empty())))
                .isEmpty();
        assertThat(found(created(Optional.empty(), Optional.of(Instant.EPOCH)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "1", "-", "+", "1-1.99999", "(1-1"})
    void aPositionThatNobodyGaveOutIsRefused(String position) {
        assertThatThrownBy(() -> walks.read(new Walk("i1-1", Instant.now(), 1), JobFilter.ALL, position, 500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1", "x", "1-1.1"})
    void aPositionOfAnotherSourceIsRefused(String position) {
        assertThatThrownBy(() -> walks.read(new Walk("sF:mail", Instant.now(), 1), JobFilter.ALL, position, 500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jobsThatAFilterNamesAreTheOnlyOnesLookedAt() {
        List<JobId> ids = store.submit(30, aJob());
        JobFilter filter = JobFilter.of(new Matches(
                Field.ID,
                Set.of(
                        TextPattern.exactly(ids.get(20).toString()),
                        TextPattern.exactly(ids.get(3).toString())),
                false));

        assertThat(walks.plan(filter).most()).isEqualTo(2);
        assertThat(walk(filter, walks.plan(filter), 1)).extracting(Job::id).containsExactly(ids.get(3), ids.get(20));
    }

    @Test
    void onlyTheMembersOfAFailureGroupAreLookedAt() {
        store.submit(20, aJob());
        List<Claimed> claimed = store.claim(20);
        claimed.subList(0, 5).forEach(store::fail);
        claimed.subList(5, 9).forEach(job -> store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING)));
        claimed.subList(9, 20).forEach(store::succeed);
        List<JobId> failed = claimed.subList(0, 9).stream()
                .map(job -> job.lease().job())
                .sorted(Comparator.comparing(JobId::toString))
                .toList();
        String group = store.job(failed.get(0)).failureGroup().orElseThrow().hex();
        JobFilter members = JobFilter.of(Matches.exactly(Field.FAILURE, group));
        JobFilter dead = members.and(JobFilter.in(Set.of(JobState.DEAD)));

        assertThat(walks.plan(members).most()).isEqualTo(9);
        assertThat(walks.plan(dead).most()).isEqualTo(5);
        assertThat(walk(members, walks.plan(members), 2)).extracting(Job::id).containsExactlyElementsOf(failed);
        assertThat(found(dead)).hasSize(5);
        assertThat(found(dead.and(JobFilter.of(Matches.exactly(Field.QUEUE, "none")))))
                .isEmpty();
        assertThat(found(JobFilter.of(Matches.exactly(Field.FAILURE, "no such group"))))
                .isEmpty();
    }

    @Test
    void aMemberThatDiesMeanwhileIsNeitherMissedNorMetTwice() {
        store.submit(10, aJob());
        store.claim(10).forEach(job -> store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING)));
        List<JobId> ids = store.ports.catalog().page(JobFilter.ALL, 10, Optional.empty()).jobs().stream()
                .map(JobSummary::id)
                .sorted(Comparator.comparing(JobId::toString))
                .toList();
        String group = store.job(ids.get(0)).failureGroup().orElseThrow().hex();
        JobFilter members = JobFilter.of(Matches.exactly(Field.FAILURE, group));
        Walk walk = walks.plan(members);
        Walk ofStates = walks.plan(JobFilter.in(Set.of(JobState.RETRYING, JobState.DEAD)));
        Slice begun = walks.read(walk, members, JobWalks.START, 5);
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        store.claim(10).forEach(store::fail);
        store.submit(3, aJob());
        store.claim(3).forEach(store::fail);

        assertThat(begun.jobs()).extracting(Job::id).containsExactlyElementsOf(ids.subList(0, 5));
        assertThat(walks.read(walk, members, begun.position(), 500).jobs())
                .extracting(Job::id)
                .startsWith(ids.subList(5, 10).toArray(JobId[]::new));
        assertThat(walks.read(ofStates, JobFilter.in(Set.of(JobState.RETRYING, JobState.DEAD)), begun.position(), 500)
                        .jobs())
                .extracting(Job::id)
                .startsWith(ids.subList(5, 10).toArray(JobId[]::new));
    }

    @Test
    void statesAreWalkedInTheQueuesThatAreMeant() {
        store.submit(5, aJob("mail.eu", 5, new Due.After(Duration.ofDays(1))));
        store.submit(5, aJob("mail.us", 5, new Due.After(Duration.ofDays(1))));
        store.submit(5, aJob("sms", 5, new Due.After(Duration.ofDays(1))));
        JobFilter mail = new JobFilter(
                Set.of(JobState.SCHEDULED),
                List.of(new Matches(Field.QUEUE, Set.of(new TextPattern(List.of("mail.", ""))), false)));

        assertThat(walks.plan(mail).most()).isEqualTo(10);
        assertThat(found(mail)).hasSize(10);
    }

    @Test
    void jobsThatComeIntoAStateAfterTheStartAreLeftOutIfTheyWereCreatedLater() {
        JobId early = store.submit(aJob("q", 5, new Due.After(Duration.ofDays(1))));
        JobFilter scheduled = JobFilter.in(Set.of(JobState.SCHEDULED));
        Walk walk = walks.plan(scheduled);
        JobId late = store.submit(aJob("q", 5, new Due.After(Duration.ofDays(1))));
        store.patch(late, 47, Long.toString(walk.until().toEpochMilli() + 1));

        assertThat(walk(scheduled, walk, 500)).extracting(Job::id).containsExactly(early);
    }

    private List<JobId> found(JobFilter filter) {
        return walk(filter, walks.plan(filter), 500).stream().map(Job::id).toList();
    }

    private List<Job> walk(JobFilter filter, Walk walk, int looks) {
        List<Job> jobs = new ArrayList<>();
        String position = JobWalks.START;
        Slice slice;
        do {
            slice = walks.read(walk, filter, position, looks);
            assertThat(slice.looked()).isLessThanOrEqualTo(looks);
            jobs.addAll(slice.jobs());
            position = slice.position();
        } while (!slice.ended());
        return jobs;
    }

    private static JobFilter filter(Set<JobState> states, String queue, String task, String tag, String text) {
        return new SeparateConditions(
                        states,
                        Optional.ofNullable(queue).map(QueueName::new),
                        Optional.ofNullable(task).map(TaskName::new),
                        Optional.ofNullable(tag),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(text))
                .filter();
    }

    private static JobFilter created(Optional<Instant> after, Optional<Instant> before) {
        return JobFilter.of(new Between(Time.CREATED, after, before));
    }
}
