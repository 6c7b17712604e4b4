package nightshift.store;

import java.time.Instant;
import java.util.Optional;
import nightshift.task.JobId;

/**
 * A run that has come, or was left out.
 *
 * @param kind    what became of it
 * @param planned its time by the schedule's rule; of several that were left out together, that of the first; of one that somebody
 *                asked for, when it was asked for
 * @param due     when it was to be fired
 * @param at      when it was fired, or left out
 * @param job     its job, if it was fired
 * @param runs    how many runs this entry stands for: one, or more that were left out together
 */
public record PastRun(Kind kind, Instant planned, Instant due, Instant at, Optional<JobId> job, int runs) {

    /** What became of a run. */
    public enum Kind {
        /** It was fired in time. */
        PLANNED('p'),
        /** It was missed, and fired later. */
        CAUGHT_UP('c'),
        /** It waited for the end of an earlier job. */
        BUFFERED('b'),
        /** Somebody asked for it, outside the plan. */
        MANUAL('m'),
        /** It was left out because an earlier job had not ended. */
        SKIPPED_OVERLAP('o'),
        /** It was missed, and left out. */
        SKIPPED_LATE('l');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** How the store writes it. */
        public char code() {
            return code;
        }

        /** @throws IllegalArgumentException if there is none */
        public static Kind ofCode(char code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of runs has the code " + code);
        }
    }
}
