package nightshift.redis.check;

import static nightshift.redis.check.AuditCalls.bytes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import nightshift.job.Invariant;
import nightshift.recount.JobCounts;
import nightshift.recount.Part;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.store.StoreUnavailable;

/** One check, from the first to the last step. */
final class AuditPass {

    private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();

    private final AuditCalls calls;
    private final Keys keys;
    private final Duration lease;
    private final byte[] rules;
    private final Findings findings;
    private final JobCounts counts;
    private final int idsMost;

    AuditPass(
            AuditCalls calls,
            Keys keys,
            Duration lease,
            byte[] rules,
            Findings findings,
            JobCounts counts,
            int idsMost) {
        this.calls = calls;
        this.keys = keys;
        this.lease = lease;
        this.rules = rules;
        this.findings = findings;
        this.counts = counts;
        this.idsMost = idsMost;
    }

    /** @param progress gets the number of jobs so far, now and then */
    void run(LongConsumer progress) throws InterruptedException {
        Recount recount = new Recount(calls, counts);
        Set<String> queues = new TreeSet<>();
        queues.addAll(calls.read(j -> j.smembers(keys.queues())));
        recount.begin(queues);
        queues.addAll(counts.queues());
        Runnable report = reporting(progress);
        FailureCheck failures = new FailureCheck(calls, keys);
        Optional<String> firstEntry = Optional.empty();
        Deque<Part> parts = new ArrayDeque<>(Part.of(counts.expected(), idsMost));
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            counts.start(part);
            KnownIds known = new KnownIds(calls, keys, part, idsMost);
            if (!known.read(queues)) {
                parts.push(part.secondHalf());
                parts.push(part.firstHalf());
                continue;
            }
            JobCheck jobs = new JobCheck(calls, known, counts, lease);
            new KeyWalk(calls, keys, jobs, failures, new SettingsCheck(calls, keys, rules), lease, rules)
                    .walk(firstEntry.isEmpty(), report);
            jobs.finish();
            calls.drain();
            firstEntry = firstEntry.or(() -> Optional.of(known.lastEntry()));
        }
        JobCheck later = new JobCheck(calls, new KnownIds(calls, keys, Part.ALL, 1), counts, lease);
        recount.finish(later, firstEntry.orElse(""));
        recountRunning();
        failures.finish();
        new SearchCheck(calls, keys).check();
    }

    private Runnable reporting(LongConsumer progress) {
        long[] reported = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - reported[0] > REPORT_NANOS) {
                progress.accept(counts.jobs());
                reported[0] = System.nanoTime();
            }
        };
    }

    /** Recounts the running jobs of job keys and destinations, if there are not too many of them. */
    private void recountRunning() throws InterruptedException {
        long differed = (Long) calls.runOther(LuaScript.AUDIT, List.of(bytes(Recount.RUNNING_MOST), rules));
        if (differed > 0) {
            findings.add(Invariant.RUNNING, differed, true, "counts of running jobs");
        }
    }

    long jobs() {
        return counts.jobs();
    }

    /** Lets others check, unless somebody does already. */
    void release() {
        boolean interrupted = Thread.interrupted();
        try {
            calls.end();
        } catch (StoreUnavailable e) {
            // it ends by itself
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
