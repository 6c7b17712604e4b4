package nightshift.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/** The service level objectives, as whoever measures them last said. */
@FunctionalInterface
public interface Objectives extends AutoCloseable {

    /** How they stand; comes within 2 s and never fails. */
    CompletionStage<Report> report();

    /** Asks nobody any more, and gives back what that took. */
    @Override
    default void close() {}

    /**
     * How they stand.
     *
     * @param items  least error budget first
     * @param source where they come from
     */
    record Report(List<Objective> items, Source source) {}

    /**
     * One objective over 30 days.
     *
     * @param name                 such as {@code job-success}
     * @param queue                the queue it is about, if it is about one
     * @param objective            share of events that must be good, such as 0.99
     * @param errorBudgetRemaining 1 while untouched, 0 when used up, below 0 when overspent; empty if nothing is known yet
     * @param burnRate             how many times faster than sustainable the budget goes, over the last hour; likewise
     * @param events               how many events the 30 days saw
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
     * @param detail what is wrong or missing, if something is
     * @param asOf   when the items were read
     */
    record Source(State state, Optional<String> detail, Optional<Instant> asOf) {

        /** Whether a source answers. */
        public enum State {
            OK,
            NOT_CONFIGURED,
            UNAVAILABLE
        }
    }
}
