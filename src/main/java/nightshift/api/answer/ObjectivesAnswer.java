package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import nightshift.job.Objectives;

/** How the service level objectives stand. */
@Doc("How much error budget the service level objectives have left.")
public record ObjectivesAnswer(
        @Doc("The objectives, those with the least error budget first.")
        List<ObjectiveAnswer> items,

        @Doc("Where the figures come from, and whether they are current.")
        Source source) {

    private static final String WINDOW = "P30D";

    /** One objective. */
    @Doc("A service level objective. Figures that are not known are missing.")
    public record ObjectiveAnswer(
            @Doc(value = "The name of the objective.", schema = "{examples: [job-success]}")
            String name,

            @Doc("The queue that the objective concerns. Missing if it concerns the whole installation.")
            Optional<String> queue,

            @Doc(value = "The share of events that must be good, from 0 to 1.", schema = "{examples: [0.99]}")
            double objective,

            @Doc("""
                The share of the error budget that is left: 1 if nothing is used, 0 if all is used, and below 0 if \
                it is overspent.""") OptionalDouble errorBudgetRemaining,

            @Doc("The speed at which the last hour used the error budget. 1 uses exactly all of it within the window.")
            OptionalDouble burnRate,

            @Doc("The number of events that the figures are based on.")
            OptionalLong events,

            @Doc(
                    value = "The time that the figures cover.",
                    schema = "{$ref: '#/components/schemas/Duration', examples: [P30D]}")
            String window) {}

    /** Where the objectives come from. */
    @Doc("Where the figures come from.")
    public record Source(
            @Doc("""
                Whether Prometheus answered. `NOT_CONFIGURED` means that \
                `nightshift.prometheus.url` is not set. While Prometheus is \
                `UNAVAILABLE`, its last figures are shown for 10 minutes.""") Objectives.Source.State state,

            @Doc("What is wrong, or which setting is missing. Missing if the state is `OK`.")
            Optional<String> detail,

            @Doc("When Prometheus gave these figures. Missing if there are none.")
            Optional<Instant> asOf) {}

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
