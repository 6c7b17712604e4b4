package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobCatalog.Page;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Checks that searches find exactly the jobs whose records fit, by each state, queue, task and tag that there is. */
record SearchBookkeeping(TestStore store) {

    void check() {
        List<Job> jobs = store.allKeys().stream()
                .filter(key -> key.startsWith("job:"))
                .map(key -> store.job(ShortId.read(key.substring(4).getBytes(ISO_8859_1), 0)))
                .toList();
        for (JobState state : JobState.values()) {
            compare(new JobFilter(EnumSet.of(state), List.of()), jobs, job -> job.state() == state);
        }
        by(Field.QUEUE, jobs, job -> Set.of(job.queue().value()));
        by(Field.TASK, jobs, job -> Set.of(job.task().value()));
        by(Field.TAG, jobs, job -> Set.copyOf(job.tags()));
        by(
                Field.KEY,
                jobs,
                job -> job.options().key().map(key -> Set.of(key.value())).orElse(Set.of()));
    }

    private void by(Field field, List<Job> jobs, Function<Job, Set<String>> texts) {
        jobs.stream()
                .flatMap(job -> texts.apply(job).stream())
                .distinct()
                .forEach(text -> compare(
                        JobFilter.of(Matches.exactly(field, text)),
                        jobs,
                        job -> texts.apply(job).contains(text)));
    }

    private void compare(JobFilter filter, List<Job> jobs, Predicate<Job> fits) {
        assertThat(found(filter))
                .as("jobs found by %s", filter)
                .isEqualTo(jobs.stream()
                        .filter(fits)
                        .map(Job::id)
                        .map(JobId::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Set<String> found(JobFilter filter) {
        Set<String> found = new TreeSet<>();
        List<JobId> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page page = store.ports.catalog().page(filter, 100, token);
            page.jobs().forEach(job -> all.add(job.id()));
            token = page.nextToken();
        } while (token.isPresent());
        all.forEach(id -> found.add(id.toString()));
        return found;
    }
}
