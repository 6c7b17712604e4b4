package nightshift.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Invariant;

/**
 * The self-audit: compares everything that is derived from the records of jobs with these records, and repairs what differs. Every method
 * throws {@link StoreUnavailable} when the store cannot answer.
 */
public interface Integrity {

    /** Most examples that are kept for one kind. */
    int SAMPLES = 5;

    /**
     * Checks everything once, in pieces with pauses. Jobs can be submitted and run meanwhile.
     *
     * @param worker who checks
     * @param share  how much of the time of Redis this may take, above 0 and up to 1
     * @param lease  for a running job that has no lease
     * @return what was found; empty if another server checks at the moment, or has continued because this one was too slow
     * @throws InterruptedException if the thread is interrupted; another check begins from the start
     */
    Optional<Pass> check(String worker, double share, Duration lease) throws InterruptedException;

    /** Asks for a check at once, which the next server with time for it begins. */
    void ask();

    /**
     * Whether a check is to begin now: somebody asked for one, or the last one began long enough ago.
     *
     * @param interval from the begin of a check to that of the next
     */
    boolean isDue(Duration interval);

    /** What is known of the checks of all servers. */
    Status status();

    /**
     * What is known of checks.
     *
     * @param last    the last one that ended
     * @param current the one that is under way
     * @param asked   when somebody asked for one, if that has not begun
     */
    record Status(Optional<Pass> last, Optional<Pass> current, Optional<Instant> asked) {}

    /**
     * One check.
     *
     * @param worker   who did it
     * @param began    when it began
     * @param ended    when it ended, if it has
     * @param jobs     how many jobs it looked at
     * @param findings what differed, without the kinds of which nothing did
     */
    record Pass(String worker, Instant began, Optional<Instant> ended, long jobs, Map<Invariant, Finding> findings) {

        /** How many things differed. */
        public long found() {
            return findings.values().stream().mapToLong(Finding::found).sum();
        }

        /** How many of them were repaired. */
        public long repaired() {
            return findings.values().stream().mapToLong(Finding::repaired).sum();
        }
    }

    /**
     * What differed of one kind.
     *
     * @param found    how many
     * @param repaired how many of them were repaired
     * @param samples  the first of them: ids of jobs, keys or names, at most {@link #SAMPLES}
     */
    record Finding(long found, long repaired, List<String> samples) {}
}
