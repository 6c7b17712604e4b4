package nightshift.api.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightshift.api.answer.ExplanationAnswer;
import nightshift.api.answer.ExplanationAnswer.Cause;
import nightshift.api.answer.ExplanationAnswer.Kind;
import nightshift.job.JobKey;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.WorkerInfo;
import nightshift.limit.RateLimit;
import nightshift.store.JobPlace;
import nightshift.store.JobPlace.Spot;
import nightshift.store.StoreHealth;
import nightshift.store.StoreState;
import nightshift.task.JobId;
import nightshift.web.Json;

/**
 * Why a job is not running: what follows from the place where it stands, the workers, and the state of the store. All causes that
 * hold are named, since removing the first alone would not start the job.
 */
final class Explanation {

    private final JobPlace place;
    private final JobSummary job;
    private final List<WorkerInfo> workers;
    private final StoreHealth.Status store;
    private final List<Cause> causes = new ArrayList<>();

    private Explanation(JobPlace place, List<WorkerInfo> workers, StoreHealth.Status store) {
        this.place = place;
        this.job = place.job();
        this.workers = workers;
        this.store = store;
    }

    /** @param workers all that are known, those lost recently included */
    static ExplanationAnswer of(JobPlace place, List<WorkerInfo> workers, StoreHealth.Status store) {
        Explanation explanation = new Explanation(place, workers, store);
        explanation.explain();
        return new ExplanationAnswer(place.job().id(), place.job().state(), explanation.causes);
    }

    private void explain() {
        if (job.state().isFinal()) {
            add(Kind.ENDED, "The job ended as " + job.state() + " at " + Json.time(job.stateAt()) + ".");
            return;
        }
        if (job.state() == JobState.RUNNING) {
            explainRunning();
            return;
        }
        explainStore();
        switch (job.state()) {
            case SCHEDULED, RETRYING -> explainTime();
            case BLOCKED -> explainBlock();
            default -> {}
        }
        place.pause()
                .ifPresent(pause -> add(
                        Kind.QUEUE_PAUSED,
                        "The queue " + job.queue() + " has been paused since " + Json.time(pause.since()) + ", by "
                                + pause.by() + "."));
        explainWorkers();
        causes.addAll(DestinationCauses.of(place));
        if (job.state() == JobState.READY) {
            job.options().key().ifPresent(this::explainKey);
            explainQueue();
            explainSlots();
            explainOrder();
        }
    }

    private void explainRunning() {
        String runner = job.lastAttempt()
                .map(attempt -> " on the worker " + named(attempt.worker()))
                .orElse("");
        add(
                Kind.RUNNING,
                "Attempt " + job.attempt() + " has been running" + runner + " since " + Json.time(job.stateAt()) + ".");
    }

    private String named(String workerId) {
        return workers.stream()
                .filter(worker -> worker.id().equals(workerId))
                .findFirst()
                .map(worker -> workerId + " (" + worker.host() + ")")
                .orElse(workerId);
    }

    private void explainStore() {
        if (store.state() == StoreState.REFUSES_WRITES) {
            String why = store.detail().map(detail -> ": " + detail).orElse(".");
            add(
                    Kind.STORE_REFUSES,
                    "Redis has refused writes since " + Json.time(store.since())
                            + ", so workers may be unable to start jobs" + why);
        }
    }

    private void explainTime() {
        Kind kind = job.state() == JobState.SCHEDULED ? Kind.SCHEDULED : Kind.RETRYING;
        String due = kind == Kind.SCHEDULED
                ? "The job is due at "
                : "Attempt " + job.attempt() + " failed (" + job.attemptsUsed() + " of " + job.maxAttempts()
                        + " attempts are used up), and the next one is due at ";
        boolean isLate = !job.stateAt().isAfter(place.now());
        String late = isLate ? " A server with the role scheduler makes it ready, normally within a second." : "";
        add(
                kind,
                due + Json.time(job.stateAt()) + "." + late,
                Optional.of(job.stateAt()).filter(at -> !isLate),
                Optional.empty(),
                List.of());
    }

    private void explainBlock() {
        String holder = place.keyHolder().map(id -> "The job " + id).orElse("Another job");
        String key = job.options()
                .uniqueKey()
                .map(unique -> "the unique key " + unique)
                .orElse("its unique key");
        add(
                Kind.BLOCKED,
                holder + " has " + key + ", and this job starts after the end of that one.",
                Optional.empty(),
                Optional.empty(),
                place.keyHolder().stream().toList());
    }

    private void explainWorkers() {
        List<WorkerInfo> able = able();
        if (able.isEmpty()) {
            String last = workers.stream()
                    .filter(worker -> worker.tasks().contains(job.task()))
                    .max(Comparator.comparing(WorkerInfo::heartbeatAt))
                    .map(worker -> " The last one that did is " + named(worker.id()) + ": it is " + worker.state()
                            + ", and its last heartbeat came at " + Json.time(worker.heartbeatAt()) + ".")
                    .orElse(" No worker did within the last hour.");
            add(Kind.NO_WORKER, "No live worker knows the task " + job.task() + "." + last);
        } else if (place.spot() == Spot.ASIDE_FOR_TASK) {
            add(
                    Kind.NO_WORKER,
                    "A worker that looked at the job does not know the task " + job.task() + ". The worker "
                            + named(able.get(0).id()) + " does, and gets it after its next heartbeat, within seconds.");
        }
    }

    private List<WorkerInfo> able() {
        return workers.stream()
                .filter(worker -> worker.state() == WorkerInfo.State.LIVE
                        && worker.tasks().contains(job.task()))
                .toList();
    }

    private void explainKey(JobKey key) {
        Optional<Long> ahead = Optional.of(place.ahead()).filter(n -> place.spot() == Spot.ASIDE_FOR_KEY);
        String behind = ahead.filter(n -> n > 0)
                .map(n -> " Ahead of this job: " + jobs(n) + " of the key.")
                .orElse("");
        JobPlace.Use use = place.ofKey();
        place.settings()
                .perKey()
                .concurrency()
                .filter(most -> use.running() >= most)
                .ifPresent(most -> add(
                        Kind.KEY_CONCURRENCY,
                        "The key " + key + " is at its limit of running jobs in the queue " + job.queue() + " ("
                                + use.running() + " of " + most + ")." + behind,
                        Optional.empty(),
                        ahead,
                        use.some()));
        place.settings()
                .perKey()
                .rateLimit()
                .filter(rate -> !use.nextIn().isZero())
                .ifPresent(rate -> add(
                        Kind.KEY_RATE,
                        "The key " + key + " has started as many jobs as its rate in the queue " + job.queue()
                                + " allows (" + text(rate) + "); the next one can start at " + Json.time(after(use))
                                + "."
                                + behind,
                        Optional.of(after(use)),
                        ahead,
                        List.of()));
    }

    private void explainQueue() {
        JobPlace.Use use = place.ofQueue();
        place.settings()
                .concurrency()
                .filter(most -> use.running() >= most)
                .ifPresent(most -> add(
                        Kind.QUEUE_CONCURRENCY,
                        "The queue " + job.queue() + " is at its limit of running jobs (" + use.running() + " of "
                                + most + ").",
                        Optional.empty(),
                        Optional.empty(),
                        use.some()));
        place.settings()
                .rateLimit()
                .filter(rate -> !use.nextIn().isZero())
                .ifPresent(rate -> add(
                        Kind.QUEUE_RATE,
                        "The queue " + job.queue() + " has started as many jobs as its rate allows (" + text(rate)
                                + "); the next one can start at " + Json.time(after(use)) + ".",
                        Optional.of(after(use)),
                        Optional.empty(),
                        List.of()));
    }

    private Instant after(JobPlace.Use use) {
        return place.now().plus(use.nextIn());
    }

    private static String text(RateLimit rate) {
        return rate.permits() + " per " + rate.per();
    }

    private void explainSlots() {
        if (place.spot() == Spot.ASIDE_FOR_BULK) {
            add(
                    Kind.BULK_SLOTS_BUSY,
                    "No worker has a free slot for more bulk work of the queue " + job.queue() + ". Ahead of this job: "
                            + jobs(place.ahead()) + ".",
                    Optional.empty(),
                    Optional.of(place.ahead()),
                    List.of());
        }
        List<WorkerInfo> able = able();
        if (!able.isEmpty() && able.stream().allMatch(worker -> worker.running() >= worker.concurrency())) {
            int slots = able.stream().mapToInt(WorkerInfo::concurrency).sum();
            add(
                    Kind.SLOTS_BUSY,
                    "All slots of the live workers that know the task " + job.task() + " are busy (" + slots + " of "
                            + slots + ").");
        }
    }

    private void explainOrder() {
        if (place.spot() == Spot.TURN && (place.ahead() > 0 || place.turns().before() > 0)) {
            String own = job.options().key().map(key -> "of the key " + key).orElse("without a key");
            add(
                    Kind.FAIR_TURN,
                    "The keys of the queue " + job.queue() + " take turns. Ahead of this job: " + jobs(place.ahead())
                            + " "
                            + own + ", and " + (place.turns().more() ? "at least " : "")
                            + jobs(place.turns().before()) + " of other keys.",
                    Optional.empty(),
                    Optional.of(place.ahead()),
                    List.of());
        } else if (place.spot() == Spot.LIST && place.ahead() > 0) {
            add(
                    Kind.AHEAD,
                    "Ahead of this job in the queue " + job.queue() + ": " + jobs(place.ahead())
                            + " of the same or a higher priority.",
                    Optional.empty(),
                    Optional.of(place.ahead()),
                    List.of());
        }
    }

    static String jobs(long n) {
        return (n >= JobPlace.AHEAD_MOST ? "at least " : "") + n + (n == 1 ? " job" : " jobs");
    }

    private void add(Kind kind, String detail) {
        add(kind, detail, Optional.empty(), Optional.empty(), List.of());
    }

    private void add(Kind kind, String detail, Optional<Instant> until, Optional<Long> ahead, List<JobId> holders) {
        causes.add(new Cause(
                kind, detail, until, ahead, Optional.of(holders).filter(some -> !some.isEmpty()), Optional.empty()));
    }
}
