package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.redis.find.SegmentUpkeep;
import nightshift.redis.link.Connection;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.SearchUpkeep.Keeper;
import nightshift.store.SearchUpkeep.Round;
import nightshift.store.StoreListener;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index for search when parts of it are lost or damaged, when servers disagree, and when jobs are gone. */
class SearchIndexFaultsTest {

    private static final JobFilter NEEDLE = JobFilter.of(Matches.exactly(Field.TAG, "needle"));

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final TestStore store = new TestStore(REDIS);

    private final List<String> calls = new ArrayList<>();
    private SegmentUpkeep upkeep;
    private List<JobId> needles;

    @BeforeEach
    void aFewHundredJobs() {
        upkeep = new SegmentUpkeep(store.redis, store.keys, 50, Duration.ZERO);
        upkeep.keep("one");
        needles = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            store.submit(60, aJob());
            needles.add(store.submit(new NewJob(
                    TASK, "{}", JobOptions.with().tags(List.of("needle")).build())));
        }
        store.submit(60, aJob());
        Collections.reverse(needles);
        upkeep.keep("one");
    }

    @Test
    void aSearchLooksAtTheJobsThatTheColumnsShow() {
        assertThat(found(NEEDLE)).isEqualTo(needles);
        assertThat(calls.stream().filter("list"::equals)).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(chars = {'p', 'b', 'x', 'q', 't', 'g'})
    void aColumnThatIsMissingOrDamagedHidesNothingAndIsWrittenAgain(char letter) {
        byte[] columns = store.keys.columns(letter);
        List<byte[]> segments = new ArrayList<>(store.client.hkeys(columns));
        byte[] damaged = store.client.hget(columns, segments.get(0));
        damaged[damaged.length - 1] ^= 1;
        store.client.hset(columns, segments.get(0), damaged);
        store.client.hdel(columns, segments.get(1), segments.get(2));
        JobFilter ready = new JobFilter(
                EnumSet.of(JobState.READY),
                List.of(
                        Matches.exactly(Field.TAG, "needle"),
                        Matches.exactly(Field.QUEUE, "default"),
                        Matches.exactly(Field.TASK, TASK.value())));

        assertThat(found(ready)).isEqualTo(needles);
        assertThat(found(NEEDLE)).isEqualTo(needles);

        upkeep.release("one"); // what the keeper remembers it has not to read again
        upkeep.keep("two");
        assertThat(upkeep.keep("two").stale()).isZero();
        assertThat(store.client.hkeys(columns)).hasSameSizeAs(segments);
        assertThat(found(ready)).isEqualTo(needles);
    }

    @Test
    void segmentsThatAreLostAreWalkedAndWrittenAgain() {
        List<byte[]> names = new ArrayList<>(store.client.hkeys(store.keys.segments()));
        store.client.hdel(store.keys.segments(), names.get(0), names.get(2), names.get(3));
        store.client.hset(store.keys.segments(), names.get(1), new byte[] {1, 2, 3});

        assertThat(found(NEEDLE)).isEqualTo(needles);

        upkeep.release("one");
        upkeep.keep("two");
        upkeep.keep("two");
        assertThat(found(NEEDLE)).isEqualTo(needles);
        calls.clear();
        found(NEEDLE);
        assertThat(calls.stream().filter("list"::equals)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void withoutTheListOfMarksThereIsNoIndex() {
        store.client.del(store.keys.changed());
        store.ports.intake().cancel(needles.get(2));

        assertThat(found(canceled())).containsExactly(needles.get(2));
        assertThat(store.client.exists(store.keys.changed())).isFalse();

        upkeep.keep("one");
        upkeep.keep("one");
        assertThat(store.client.exists(store.keys.changed())).isTrue();
        assertThat(found(canceled())).containsExactly(needles.get(2));
    }

    @Test
    void onlyOneServerKeepsTheIndexUntilItLetsGo() {
        SegmentUpkeep other = new SegmentUpkeep(store.redis, store.keys, 50, Duration.ZERO);
        assertThat(other.keep("two").keeper()).isEqualTo(Keeper.ANOTHER);

        upkeep.release("one");

        assertThat(other.keep("two")).extracting(Round::keeper, Round::written).containsExactly(Keeper.THIS, 0);
        assertThat(upkeep.keep("one").keeper()).isEqualTo(Keeper.ANOTHER);
    }

    @Test
    void aServerThatLeavesNoMarksEndsTheIndexWhileItLives() {
        store.beat(TASK);
        assertThat(upkeep.keep("one").keeper()).isEqualTo(Keeper.THIS);

        store.client.zrem(store.keys.prefix() + "marking", TestStore.WORKER); // as one that has never been there
        assertThat(upkeep.keep("one").keeper()).isEqualTo(Keeper.NOBODY);
        assertThat(store.allKeys()).noneMatch(key -> key.startsWith("columns:") || key.equals("changed"));
        assertThat(found(NEEDLE)).isEqualTo(needles);

        store.ports.workers().leave(TestStore.WORKER);
        upkeep.keep("one");
        assertThat(upkeep.keep("one").segments()).isPositive();
        assertThat(found(NEEDLE)).isEqualTo(needles);
    }

    @Test
    void marksThatNobodyReadsEnd() {
        for (int i = 0; i < 110; i++) {
            store.client.rpush(
                    store.keys.changed(), Collections.nCopies(1_000, "s0000000").toArray(String[]::new));
        }

        store.ports.intake().cancel(needles.get(0));

        assertThat(store.client.exists(store.keys.changed())).isFalse();
        assertThat(found(canceled())).containsExactly(needles.get(0));
    }

    @Test
    void segmentsGoWithTheirJobs() {
        int before = upkeep.keep("one").segments();
        while (!store.claim(500).stream().map(store::succeed).toList().isEmpty()) {
            continue;
        }
        store.purge(0, 0, 0);

        Round round = upkeep.keep("one");

        assertThat(before).isGreaterThan(5);
        assertThat(round.segments()).isZero();
        assertThat(store.client.hlen(store.keys.columns('x'))).isZero();
        assertThat(found(NEEDLE)).isEmpty();
    }

    @Test
    void aSwitchedOffIndexLeavesNothing() {
        upkeep.remove();

        assertThat(store.allKeys())
                .noneMatch(key -> key.startsWith("columns:")
                        || Set.of("changed", "segments").contains(key));
        assertThat(found(NEEDLE)).isEqualTo(needles);
    }

    private static JobFilter canceled() {
        return new JobFilter(EnumSet.of(JobState.CANCELLED, JobState.SUCCEEDED), NEEDLE.conditions());
    }

    private List<JobId> found(JobFilter filter) {
        List<JobId> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = new nightshift.redis.find.RedisJobCatalog(
                            new Connection(store.client, store.keys, 0, new StoreListener() {
                                @Override
                                public void called(String what, Duration took) {
                                    calls.add(what);
                                }
                            }),
                            store.keys)
                    .page(filter, 50, token);
            page.jobs().forEach(job -> found.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return found;
    }
}
