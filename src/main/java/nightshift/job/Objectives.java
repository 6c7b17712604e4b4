package nightshift.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/** The service level objectives, as last measured. */
@FunctionalInterface
public interface Objectives extends AutoCloseable {

    /** Their current state. The answer comes within 2 s and never fails. */
    CompletionStage<Report> report();

    /** Stops measuring and frees its resources. */
    @Override
    default void close() {}

    /**
     * The state of the objectives.
     *
     * @param items  least error budget first
     * @param source the source of the items
     */
    record Report(List<Objective> items, Source source) {}

    /**
     * One objective over 30 days.
     *
     * @param name                 such as {@code job-success}
     * @param queue                the queue that it concerns, if any
     * @param objective            share of events that must be good, such as 0.99
     * @param errorBudgetRemaining 1 while untouched, 0 when used up, below 0 when overspent; empty if nothing is known yet
     * @param burnRate             how many times faster than sustainable the budget was used over the last hour; empty
     *                             if nothing is known yet
     * @param events               how many events there were in the 30 days
     */
    record Objective(
            String name,
            Optional<String> queue,
            double objective,
            OptionalDouble errorBudgetRemaining,
            OptionalDouble burnRate,
            OptionalDouble events) {}

    /**
     * Where the objectives come from.
     *
     * @param state  whether it answers
     * @param detail the problem, if there is one
     * @param asOf   when the items were read
     */
    record Source(State state, Optional<String> detail, Optional<Instant> asOf) {

        /** Whether a source answers. */
        public enum State {
            /** It answered at {@code asOf}. */
            OK,
            /** No source is set. */
            NOT_CONFIGURED,
            /** It does not answer; the items are those of its last answer, if they are not too old. */
            UNAVAILABLE
        }
    }
}
