package nightshift.redis;

import static nightshift.redis.TestStore.TASK;
import static nightshift.redis.TestStore.WORKER;
import static nightshift.redis.TestStore.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.failure.Causes;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Due;
import nightshift.job.Failure;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.job.Settlement;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.FailureGroup;
import nightshift.store.FailureGroups.Asked;
import nightshift.store.FailureGroups.Muted;
import nightshift.store.FailureGroups.Order;
import nightshift.store.FailureGroups.Page;
import nightshift.store.JobCatalog;
import nightshift.store.JobFilter;
import nightshift.support.RedisServer;
import nightshift.task.JobId;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that fail because of causes that a test names. */
abstract class FailureFixture {

    static final Asked ALL = new Asked(Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    @RegisterExtension
    final TestStore store;

    FailureFixture(RedisServer redis) {
        store = new TestStore(redis);
    }

    Muted mute(String cause, Instant until) {
        return store.ports.failures().mute(fingerprint(cause), until, "ana", "known, ticket 7");
    }

    JobFilter of(String cause) {
        return JobFilter.of(Matches.exactly(Field.FAILURE, fingerprint(cause).hex()));
    }

    List<JobId> jobs(JobFilter filter, int size) {
        List<JobId> ids = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            JobCatalog.Page page = store.ports.catalog().page(filter, size, token);
            page.jobs().forEach(job -> ids.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        return ids;
    }

    List<FailureGroup> walk(Asked asked, Order order) {
        List<FailureGroup> groups = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.failures().page(asked, order, 2, token);
            groups.addAll(page.groups());
            token = page.nextToken();
        } while (token.isPresent());
        return groups;
    }

    FailureGroup group(String cause) {
        return store.ports.failures().find(fingerprint(cause)).orElseThrow();
    }

    static Fingerprint fingerprint(String cause) {
        return Causes.of(TASK, new Failure("test", cause), Optional.empty()).fingerprint();
    }

    JobId fail(String cause, String queue, JobState next) {
        JobId id = store.submit(aJob(queue, 5, new Due.Now()));
        Claimed job = store.claim();
        assertThat(job.lease().job()).isEqualTo(id);
        settle(job, cause, next);
        return id;
    }

    Claimed runAgain() {
        store.makeAllDue();
        store.ports.upkeep().promote(10);
        return store.claim();
    }

    void settle(Claimed job, String cause, JobState next) {
        store.settle(settlement(job, cause, next));
    }

    static Settlement settlement(Claimed job, String cause, JobState next) {
        Failure failure = new Failure("test", cause);
        Attempt attempt = new Attempt(
                job.lease().attempt(),
                Optional.of(Outcome.FAILED),
                job.startedAt(),
                Optional.of(job.startedAt().plusMillis(20)),
                WORKER,
                Optional.of(failure),
                Optional.empty());
        return new Settlement(job.lease(), attempt, next, Duration.ofHours(1), Optional.empty())
                .because(Causes.of(job.task(), failure, Optional.empty()));
    }
}
