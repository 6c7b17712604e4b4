package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobAction;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.NewJob;
import nightshift.job.Outcome;
import nightshift.job.Submission;
import nightshift.redis.find.RedisJobCatalog;
import nightshift.redis.find.SegmentUpkeep;
import nightshift.redis.link.Connection;
import nightshift.store.Condition;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Where;
import nightshift.store.JobCatalog;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.store.JobTally;
import nightshift.store.JobWalks;
import nightshift.store.SearchUpkeep.Keeper;
import nightshift.store.SearchUpkeep.Round;
import nightshift.store.StoreListener;
import nightshift.store.SubmitResult;
import nightshift.store.TextPattern;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index for search finds what a look at each job finds, whatever happens to the jobs and to its upkeep. */
class SearchIndexTest extends OperationFixture {

    private static final List<String> QUEUES = List.of("mail", "billing", "rare");
    private static final List<TaskName> TASKS = List.of(TASK, new TaskName("other.task"));
    private static final List<String> TAGS = List.of("tenant=1", "tenant=2", "größe=ä", "rare");
    private static final TextPattern UNIQUE = new TextPattern(List.of("unique=", ""));
    private static final int SEGMENT = 25;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final List<JobId> ids = new ArrayList<>();
    private SegmentUpkeep upkeep;
    private List<JobCatalog> catalogs;
    /** After how many calls of the upkeep its server dies. */
    private int callsLeft = Integer.MAX_VALUE;

    private Random random;

    SearchIndexTest() {
        super(REDIS);
    }

    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void startUpkeep() {
        Connection mortal = new Connection(store.client, store.keys, 0, new StoreListener() {
            @Override
            public void called(String what, Duration took) {
                if (--callsLeft < 0) {
                    throw new Killed();
                }
            }
        });
        upkeep = new SegmentUpkeep(mortal, store.keys, SEGMENT, Duration.ZERO);
        catalogs = List.of(
                new RedisJobCatalog(store.redis, store.keys, Duration.ofSeconds(1), 0),
                new RedisJobCatalog(store.redis, store.keys, Duration.ofSeconds(1), 5),
                store.ports.catalog());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatALookAtEachJobFinds(long seed) {
        random = new Random(seed);
        for (int round = 0; round < 25; round++) {
            for (int i = 0; i < 6; i++) {
                change();
            }
            callsLeft = random.nextInt(3) == 0 ? random.nextInt(40) : Integer.MAX_VALUE;
            keep();
            if (random.nextBoolean()) {
                change();
            }
            compare("round " + round);
        }
        callsLeft = Integer.MAX_VALUE;
        assertThat(upkeep()).extracting(Round::keeper).isEqualTo(Keeper.THIS);
        assertThat(upkeep().segments()).isPositive();
        compare("end");
        Bookkeeping.check(store);
    }

    /** The server dies, and another one continues. */
    private void keep() {
        try {
            upkeep();
        } catch (Killed e) {
            startUpkeep();
            store.client.del(store.keys.indexer()); // its lease runs out
        }
    }

    private Round upkeep() {
        return upkeep.keep("upkeep01");
    }

    private void change() {
        switch (random.nextInt(10)) {
            case 0, 1 -> submit(random.nextInt(30) + 1);
            case 2, 3 -> run(random.nextInt(20) + 1);
            case 4 -> promote();
            case 5 -> some(5).forEach(store.ports.intake()::cancel);
            case 6 -> some(5).forEach(store.ports.intake()::retry);
            case 7 -> some(3).forEach(this::revise);
            case 8 -> operate();
            default -> {
                if (random.nextInt(4) == 0) {
                    store.purge(0, 0, 20);
                }
            }
        }
    }

    /** An action to a few jobs of a queue, by an operation of its own. */
    private void operate() {
        JobFilter filter = JobFilter.of(Matches.exactly(Field.QUEUE, QUEUES.get(random.nextInt(QUEUES.size()))));
        JobAction.Kind kind = JobAction.Kind.values()[random.nextInt(JobAction.Kind.values().length)];
        Lease lease = begin();
        ids.add(lease.job());
        apply(lease, work(action(kind), filter));
    }

    private void submit(int jobs) {
        List<Submission> batch = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            batch.add(Submission.of(new NewJob(
                    TASKS.get(random.nextInt(TASKS.size())),
                    "{}",
                    random.nextInt(5) == 0 ? new Due.After(Duration.ofHours(1)) : new Due.Now(),
                    JobOptions.with()
                            .queue(new QueueName(QUEUES.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2))))
                            .tags(random.nextBoolean() ? List.of() : List.of(tag(), "unique=" + random.nextLong()))
                            .build())));
        }
        store.ports
                .intake()
                .submit(batch)
                .forEach(
                        result -> ids.add(((SubmitResult.Accepted) result).job().id()));
    }

    private String tag() {
        return TAGS.get(random.nextInt(30) == 0 ? 3 : random.nextInt(3));
    }

    private void run(int jobs) {
        for (Claimed job : store.exchange(jobs, TASKS.toArray(TaskName[]::new)).claimed()) {
            switch (random.nextInt(6)) {
                case 0 -> store.settle(settlement(job, Outcome.FAILED, JobState.DEAD));
                case 1 -> store.settle(settlement(job, Outcome.FAILED, JobState.RETRYING));
                case 2 -> store.settle(settlement(job, Outcome.INTERRUPTED, JobState.READY));
                case 3 -> {} // keeps running
                default -> store.succeed(job);
            }
        }
    }

    private void promote() {
        store.makeAllDue();
        store.ports.upkeep().promote(3);
    }

    private void revise(JobId id) {
        store.ports
                .intake()
                .revise(
                        id,
                        job -> new JobChange(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(List.of(tag()))));
    }

    private List<JobId> some(int most) {
        List<JobId> some = new ArrayList<>();
        for (int i = 0; i < most && !ids.isEmpty(); i++) {
            some.add(ids.get(random.nextInt(ids.size())));
        }
        return some;
    }

    private void compare(String when) {
        List<Job> jobs = new ArrayList<>();
        ids.forEach(id -> store.ports.catalog().find(id).ifPresent(jobs::add));
        Collections.reverse(jobs);
        for (int i = 0; i < 12; i++) {
            Set<JobState> states = EnumSet.noneOf(JobState.class);
            for (int n = random.nextInt(4); n > 0; n--) {
                states.add(JobState.values()[random.nextInt(JobState.values().length)]);
            }
            Optional<String> queue =
                    random.nextInt(3) == 0 ? Optional.of(QUEUES.get(random.nextInt(QUEUES.size()))) : Optional.empty();
            Optional<TaskName> task = random.nextInt(3) == 0 ? Optional.of(TASKS.get(1)) : Optional.empty();
            Optional<String> tag =
                    random.nextInt(2) == 0 ? Optional.of(TAGS.get(random.nextInt(TAGS.size()))) : Optional.empty();
            List<Condition> conditions = new ArrayList<>();
            queue.ifPresent(name -> conditions.add(Matches.exactly(Field.QUEUE, name)));
            task.ifPresent(name -> conditions.add(Matches.exactly(Field.TASK, name.value())));
            tag.ifPresent(name -> conditions.add(Matches.exactly(Field.TAG, name)));
            boolean notRare = random.nextInt(4) == 0;
            if (notRare) {
                conditions.add(new Matches(Field.TAG, Set.of(TextPattern.exactly("rare"), UNIQUE), true));
            }
            Optional<String> group = random.nextInt(4) == 0
                    ? anyOf(jobs).flatMap(Job::failureGroup).map(Fingerprint::hex)
                    : Optional.empty();
            group.ifPresent(hex -> conditions.add(Matches.exactly(Field.FAILURE, hex)));
            Optional<String> part = random.nextInt(4) == 0 ? anyOf(jobs).map(this::partOfId) : Optional.empty();
            part.ifPresent(text -> conditions.add(Matches.exactly(Field.ID, text)));
            boolean failed = random.nextInt(6) == 0;
            if (failed) {
                conditions.add(new Mentions(Where.ERROR, "DID NOT", false));
            }
            JobFilter filter = new JobFilter(states, conditions);
            List<Job> expected = jobs.stream()
                    .filter(job -> states.isEmpty() || states.contains(job.state()))
                    .filter(job ->
                            queue.isEmpty() || queue.get().equals(job.queue().value()))
                    .filter(job -> task.isEmpty() || task.get().equals(job.task()))
                    .filter(job -> tag.isEmpty() || job.tags().contains(tag.get()))
                    .filter(job -> !notRare
                            || job.tags().stream().noneMatch(text -> text.equals("rare") || text.startsWith("unique=")))
                    .filter(job -> group.isEmpty()
                            || job.failureGroup().map(Fingerprint::hex).equals(group))
                    .filter(job -> part.isEmpty() || job.id().toString().contains(part.get()))
                    .filter(job -> !failed
                            || job.state() != JobState.SUCCEEDED
                                    && job.summary()
                                            .lastAttempt()
                                            .flatMap(Attempt::failure)
                                            .isPresent())
                    .toList();
            assertThat(walk(filter, random.nextInt(20) + 1))
                    .as("%s: %s", when, filter)
                    .isEqualTo(expected.stream().map(Job::id).toList());
            List<JobId> oldestFirst =
                    new ArrayList<>(expected.stream().map(Job::id).toList());
            Collections.reverse(oldestFirst);
            assertThat(onward(filter)).as("%s: walk of %s", when, filter).isEqualTo(oldestFirst);
            assertThat(catalog().tally(filter))
                    .as("%s: tally of %s", when, filter)
                    .isEqualTo(tally(expected));
        }
    }

    /** One that walks few jobs, or any number, without a look at the index: tokens of one are those of the other. */
    private JobCatalog catalog() {
        return catalogs.get(random.nextInt(catalogs.size()));
    }

    private Optional<Job> anyOf(List<Job> jobs) {
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(random.nextInt(jobs.size())));
    }

    private String partOfId(Job job) {
        String id = job.id().toString();
        int from = random.nextInt(id.length() - 8);
        return id.substring(from, from + 7 + random.nextInt(id.length() - from - 6));
    }

    private static JobTally tally(List<Job> jobs) {
        Map<String, Long> tags = jobs.stream()
                .flatMap(job -> job.tags().stream())
                .collect(Collectors.groupingBy(tag -> tag, Collectors.counting()));
        return new JobTally(
                jobs.size(),
                jobs.stream().collect(Collectors.groupingBy(Job::state, Collectors.counting())),
                jobs.stream().collect(Collectors.groupingBy(job -> job.queue().value(), Collectors.counting())),
                jobs.stream().collect(Collectors.groupingBy(job -> job.task().value(), Collectors.counting())),
                tags.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(JobTally.TAGS_MOST)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                jobs.stream().map(Job::id).limit(JobTally.SAMPLE_MOST).toList(),
                true);
    }

    private List<JobId> onward(JobFilter filter) {
        JobWalks walks = store.ports.walks();
        JobWalks.Walk walk = walks.plan(filter);
        List<JobId> found = new ArrayList<>();
        String position = JobWalks.START;
        long passed = 0;
        for (boolean ended = false; !ended; ) {
            if (random.nextBoolean()) {
                JobWalks.Piece piece = walks.next(walk, filter, position, random.nextInt(20) + 1);
                piece.found().forEach(job -> found.add(job.id()));
                position = piece.position();
                passed += piece.looked();
                ended = piece.ended();
            } else {
                JobWalks.Slice slice = walks.read(walk, filter, position, random.nextInt(20) + 1);
                slice.jobs().forEach(job -> found.add(job.id()));
                position = slice.position();
                passed += slice.looked();
                ended = slice.ended();
            }
        }
        assertThat(passed).isBetween((long) found.size(), (long) ids.size());
        return found;
    }

    private List<JobId> walk(JobFilter filter, int size) {
        List<JobId> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = catalog().page(filter, size, token);
            page.jobs().forEach(job -> found.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return found;
    }
}
