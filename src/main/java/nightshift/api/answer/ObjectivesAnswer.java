package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import nightshift.job.Objectives;

/** How the service level objectives stand. */
@Doc("How the service level objectives stand.")
public record ObjectivesAnswer(
        @Doc("Least error budget first.") List<ObjectiveAnswer> items, Source source) {

    private static final String WINDOW = "P30D";

    /** One objective. */
    @Doc("A service level objective. What is left out is not known yet.")
    public record ObjectiveAnswer(
            @Doc(schema = "{examples: [job-success]}") String name,

            @Doc("Only if the objective concerns one queue.")
            Optional<String> queue,

            @Doc(value = "Share of events that must be good.", schema = "{examples: [0.99]}")
            double objective,

            @Doc("1 while untouched, 0 when used up, below 0 when overspent.")
            OptionalDouble errorBudgetRemaining,

            @Doc("How many times faster than sustainable the budget was used over the last hour.")
            OptionalDouble burnRate,

            @Doc("How many events the window saw.") OptionalLong events,

            @Doc(schema = "{$ref: '#/components/schemas/Duration', examples: [P30D]}")
            String window) {}

    /** Where the objectives come from. */
    public record Source(
            Objectives.Source.State state,
            @Doc("What is wrong or missing.") Optional<String> detail,
            @Doc("When the items were read.") Optional<Instant> asOf) {}

    /** The answer for this report. */
    public static ObjectivesAnswer of(Objectives.Report report) {
        return new ObjectivesAnswer(
                report.items().stream().map(ObjectivesAnswer::of).toList(),
                new Source(
                        report.source().state(),
                        report.source().detail(),
                        report.source().asOf()));
    }

    private static ObjectiveAnswer of(Objectives.Objective item) {
        return new ObjectiveAnswer(
                item.name(),
                item.queue(),
                item.objective(),
                item.errorBudgetRemaining(),
                item.burnRate(),
                item.events().isPresent()
                        ? OptionalLong.of(Math.round(item.events().getAsDouble()))
                        : OptionalLong.empty(),
                WINDOW);
    }
}
