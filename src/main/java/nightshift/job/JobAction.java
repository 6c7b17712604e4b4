package nightshift.job;

import java.util.Locale;
import java.util.Optional;
import nightshift.task.QueueName;

/**
 * What an operation does to each of its jobs.
 *
 * @param kind     the kind of action
 * @param priority the new priority, from {@link Limits#PRIORITY_FIRST} to {@link Limits#PRIORITY_LAST}; for {@link
 *                 Kind#REPRIORITIZE} only
 * @param queue    where the jobs go; for {@link Kind#MOVE} only
 */
public record JobAction(Kind kind, Optional<Integer> priority, Optional<QueueName> queue) {

    /** The kinds of actions. */
    public enum Kind {
        /** Sends jobs that are dead, canceled, expired or retrying again, with a full set of attempts. */
        RETRY('R'),
        /** Cancels jobs that wait, and asks those that run to stop. */
        CANCEL('C'),
        /** Removes jobs that do not run. */
        DELETE('D'),
        /** Gives jobs that wait another priority. */
        REPRIORITIZE('P'),
        /** Puts jobs that do not run into another queue. */
        MOVE('M');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** What becomes of a job in a state, unless it differs from others: as {@code lua/operating.lua} has it. */
        public ActionResult in(JobState state) {
            boolean running = state == JobState.RUNNING;
            return switch (this) {
                case CANCEL -> state.isFinal() ? ActionResult.STATE : ActionResult.DONE;
                case DELETE, MOVE -> running ? ActionResult.RUNNING : ActionResult.DONE;
                case REPRIORITIZE ->
                    running ? ActionResult.RUNNING : state.isFinal() ? ActionResult.STATE : ActionResult.DONE;
                case RETRY ->
                    running ? ActionResult.RUNNING : isSentAgain(state) ? ActionResult.DONE : ActionResult.STATE;
            };
        }

        private static boolean isSentAgain(JobState state) {
            return state == JobState.RETRYING || state.isFinal() && state != JobState.SUCCEEDED;
        }

        /** The code in the store's scripts. */
        public char code() {
            return code;
        }

        /** The name in the API and in metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a label; empty if there is none. */
        public static Optional<Kind> ofLabel(String label) {
            for (Kind kind : values()) {
                if (kind.label().equals(label)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** An action that needs nothing more. */
    public static JobAction of(Kind kind) {
        return new JobAction(kind, Optional.empty(), Optional.empty());
    }

    /** The priority or the queue as a text; empty for other kinds. */
    public String value() {
        return priority.map(Object::toString)
                .or(() -> queue.map(QueueName::value))
                .orElse("");
    }
}
