package nightshift.redis.check;

import static nightshift.redis.check.AuditCalls.bytes;
import static nightshift.redis.check.AuditCalls.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nightshift.recount.JobCounts;
import nightshift.redis.link.LuaScript;

/** Compares jobs with what is derived from them, and counts them. */
final class JobCheck {

    /** How many jobs a script compares. A longer script would hold up all other calls to the store. */
    private static final int PIECE = 100;

    /** Ready jobs without a known place that are kept for a second look. */
    private static final int DOUBTS_MOST = 20_000;

    private final AuditCalls calls;
    private final KnownIds known;
    private final JobCounts counts;
    private final Duration lease;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> doubts = new LinkedHashSet<>();
    private final Set<String> doubtfulQueues = new TreeSet<>();

    JobCheck(AuditCalls calls, KnownIds known, JobCounts counts, Duration lease) {
        this.calls = calls;
        this.known = known;
        this.counts = counts;
        this.lease = lease;
    }

    /** Looks at a job soon, if it is in the part that is looked at now. */
    void look(String id) throws InterruptedException {
        if (known.covers(id)) {
            ids.add(id);
        }
        if (ids.size() == PIECE) {
            flush();
        }
    }

    /** Looks at the last jobs, and again at those for which no place was found. */
    void finish() throws InterruptedException {
        flush();
        settleDoubts();
    }

    private void flush() throws InterruptedException {
        inspect(ids, false);
        ids.clear();
        if (doubts.size() >= DOUBTS_MOST) {
            settleDoubts();
        }
    }

    /** Jobs can have come into a list after it was read. So the lists are read again. */
    private void settleDoubts() throws InterruptedException {
        if (doubts.isEmpty()) {
            return;
        }
        boolean isKnown = known.readListsAgain(doubtfulQueues, doubts);
        List<String> all = isKnown ? List.copyOf(doubts) : List.of(); // else the next check looks again
        for (int from = 0; from < all.size(); from += PIECE) {
            inspect(all.subList(from, Math.min(all.size(), from + PIECE)), true);
        }
        doubts.clear();
        doubtfulQueues.clear();
    }

    /** Looks at some jobs at once. */
    void inspect(Collection<String> some, boolean again) throws InterruptedException {
        if (some.isEmpty()) {
            return;
        }
        List<String> pieces = List.copyOf(some);
        List<?> answer = calls.run(
                LuaScript.INSPECT,
                Stream.concat(
                                Stream.of(
                                        bytes(lease.toMillis()),
                                        bytes(known.listsAt()),
                                        bytes(known.indexAt()),
                                        bytes(again ? 1 : 0)),
                                pieces.stream().map(id -> bytes(known.flagged(id))))
                        .toList());
        for (int n = 0; n < pieces.size(); n++) {
            String job = text(answer.get(n));
            if (job.startsWith("?")) {
                job = job.substring(1);
                doubts.add(pieces.get(n));
                doubtfulQueues.add(JobCounts.queue(job));
            }
            if (!job.isEmpty()) {
                counts.seen(pieces.get(n), job);
            }
        }
    }
}
