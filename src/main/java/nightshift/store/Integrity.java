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
     * @return what was found; empty if another server checks at the moment
     * @throws InterruptedException if the thread is interrupted; another check starts from the beginning
     */
    Optional<Pass> check(String worker, double share, Duration lease) throws InterruptedException;

    /** Asks for a check at once, which the next server with time for it starts. */
    void ask();

    /**
     * Whether a check is due now: somebody asked for one, or the last one started long enough ago.
     *
     * @param interval from the start of a check to that of the next
     */
    boolean isDue(Duration interval);

    /** What is known of the checks of all servers. */
    Status status();

    /**
     * What is known of checks.
     *
     * @param last    the last one that ended
     * @param current the one that is under way
     * @param asked   when somebody asked for one, if that has not started
     */
    record Status(Optional<Pass> last, Optional<Pass> current, Optional<Instant> asked) {}

    /** Why a check ended before it had looked at everything. */
    enum Stop {
        /** A later version of Nightshift has written a job. This version repairs nothing then, because it does not know what belongs to it. */
        LATER_VERSION,
        /** Another server has started a check, because this one hung for too long. */
        SUPERSEDED,
        /** The clock of the store went back. */
        CLOCK_WENT_BACK
    }

    /**
     * One check.
     *
     * @param worker   who did it
     * @param began    when it started
     * @param ended    when everything was checked; empty before that
     * @param stopped  why it ended without that, if it did
     * @param jobs     how many jobs it looked at
     * @param findings what differed, without the kinds of which nothing did
     */
    record Pass(
            String worker,
            Instant began,
            Optional<Instant> ended,
            Optional<Stop> stopped,
            long jobs,
            Map<Invariant, Finding> findings) {

        /** The same check later. */
        public Pass at(long jobsThen, Map<Invariant, Finding> findingsThen) {
            return new Pass(worker, began, ended, stopped, jobsThen, findingsThen);
        }

        /** The same check when it has looked at everything. */
        public Pass endedAt(Instant end) {
            return new Pass(worker, began, Optional.of(end), Optional.empty(), jobs, findings);
        }

        /** The same check when it could not continue. */
        public Pass stoppedBy(Stop why) {
            return new Pass(worker, began, Optional.empty(), Optional.of(why), jobs, findings);
        }

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
