package nightshift.store;

import java.time.Instant;
import java.util.Optional;
import nightshift.task.JobId;

/**
 * Something that a person or a server did.
 *
 * @param at      when
 * @param kind    what it was
 * @param subject the queue, the schedule, the host, or the id of the worker
 * @param by      who did it: a user name, or the name of an API key; empty for what servers do by themselves
 * @param failed  the job because of which a schedule has paused itself
 * @param place   where a worker runs, and as which version
 */
public record HistoryEntry(
        Instant at, Kind kind, String subject, String by, Optional<JobId> failed, Optional<Place> place) {

    /**
     * Where a worker runs.
     *
     * @param host    name of the machine or pod
     * @param version of Nightshift
     */
    public record Place(String host, String version) {}

    /** What can be done. */
    public enum Kind {
        /** A queue was paused. */
        QUEUE_PAUSED('p'),
        /** A queue was resumed. */
        QUEUE_RESUMED('r'),
        /** A schedule was paused, by a person or because its job failed. */
        SCHEDULE_PAUSED('P'),
        /** A schedule was resumed. */
        SCHEDULE_RESUMED('R'),
        /** A person opened the breaker of a host. */
        BREAKER_OPENED('o'),
        /** A person closed the breaker of a host. */
        BREAKER_CLOSED('c'),
        /** A worker sent its first heartbeat. */
        WORKER_STARTED('s'),
        /** A worker stopped. */
        WORKER_STOPPED('e'),
        /** A worker sent its last heartbeat. It is noted an hour later. */
        WORKER_LOST('l');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** @throws IllegalArgumentException if there is none */
        public static Kind ofCode(char code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of entry has the code " + code);
        }

        /** Whether it concerns a worker. */
        public boolean isOfWorker() {
            return this == WORKER_STARTED || this == WORKER_STOPPED || this == WORKER_LOST;
        }
    }
}
