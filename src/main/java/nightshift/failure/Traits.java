package nightshift.failure;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.failure.Trait.Kind;
import nightshift.job.Job;
import nightshift.job.WorkerInfo;

/** Finds the traits of jobs. */
final class Traits {

    private static final int FIELDS_MOST = 200;
    /** A field counts as missing only if at least this share of the jobs has it. */
    private static final double USUAL = 0.2;

    private final Map<String, WorkerInfo> workers;
    private final List<List<Job>> populations;

    private Traits(List<WorkerInfo> workers, List<List<Job>> populations) {
        this.workers = workers.stream().collect(Collectors.toMap(WorkerInfo::id, worker -> worker, (a, b) -> a));
        this.populations = populations;
    }

    /**
     * What jobs that failed have in common, compared with jobs that succeeded.
     *
     * @param workers the workers that are known
     */
    static Comparison compare(List<Job> failed, List<Job> succeeded, List<WorkerInfo> workers) {
        List<List<Set<Trait>>> traits = new Traits(workers, List.of(failed, succeeded)).ofAll();
        return new Comparison(Commonalities.of(traits.get(0), traits.get(1)), failed.size(), succeeded.size());
    }

    private List<List<Set<Trait>>> ofAll() {
        List<List<Set<Trait>>> all = populations.stream()
                .map(jobs -> jobs.stream().map(this::of).toList())
                .toList();
        addMissing(all);
        return all;
    }

    private Set<Trait> of(Job job) {
        Set<Trait> traits = new HashSet<>(ArgsTraits.of(job.args()));
        job.tags().forEach(tag -> traits.add(new Trait(Kind.TAG, "", tag)));
        job.options().key().ifPresent(key -> traits.add(new Trait(Kind.KEY, "", key.value())));
        job.options().destination().ifPresent(host -> traits.add(new Trait(Kind.HOST, "", host.host())));
        traits.add(new Trait(
                Kind.HOUR, "", job.createdAt().truncatedTo(ChronoUnit.HOURS).toString()));
        job.lastAttempt().ifPresent(attempt -> {
            traits.add(new Trait(Kind.WORKER, "", attempt.worker()));
            WorkerInfo worker = workers.get(attempt.worker());
            if (worker != null) {
                traits.add(new Trait(Kind.SERVER, "", worker.host()));
                traits.add(new Trait(Kind.VERSION, "", worker.version()));
            }
        });
        return traits;
    }

    private static void addMissing(List<List<Set<Trait>>> all) {
        Map<String, Integer> jobsWith = new HashMap<>();
        List<Set<Trait>> jobs = new ArrayList<>();
        all.forEach(jobs::addAll);
        jobs.forEach(traits -> fields(traits).forEach(field -> jobsWith.merge(field, 1, Integer::sum)));
        List<String> usual = jobsWith.entrySet().stream()
                .filter(each -> each.getValue() >= USUAL * jobs.size() && each.getValue() < jobs.size())
                .map(Map.Entry::getKey)
                .sorted()
                .limit(FIELDS_MOST)
                .toList();
        for (Set<Trait> traits : jobs) {
            Set<String> fields = fields(traits);
            usual.stream()
                    .filter(field -> !fields.contains(field))
                    .forEach(field -> traits.add(new Trait(Kind.MISSING_ARG, field, "")));
        }
    }

    private static Set<String> fields(Set<Trait> traits) {
        return traits.stream()
                .filter(trait -> trait.kind() == Kind.ARG)
                .map(Trait::name)
                .collect(Collectors.toSet());
    }
}
