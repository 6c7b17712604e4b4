package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.Invariant;
import nightshift.store.Integrity;

/** What the self-audit knows. */
@Doc("What the self-audit has found: whether lists, indexes and counts agree with the jobs.")
public record IntegrityAnswer(
        @Doc("Whether this server has the self-audit on.") boolean enabled,

        @Doc("The last check that has ended. Missing if there was none.")
        Optional<Pass> last,

        @Doc("The check that is under way. Missing if there is none.")
        Optional<Pass> current,

        @Doc("When somebody asked for a check that has not begun. Missing if nobody did.")
        Optional<Instant> askedAt,

        @Doc("""
                The earliest time at which the next check begins by itself. Missing while one is under way, and where the self-audit \
                is off.""") Optional<Instant> nextAt) {

    /** A check. */
    @Doc("One check of everything.")
    public record Pass(
            @Doc("The id of the worker whose server did it.")
            String worker,

            @Doc("When it began.") Instant beganAt,

            @Doc("When it ended. Missing while it is under way.")
            Optional<Instant> endedAt,

            @Doc(value = "The number of jobs that it has looked at.", schema = "{minimum: 0}")
            long jobs,

            @Doc(value = "The number of differences that it has found.", schema = "{minimum: 0}")
            long found,

            @Doc(value = "The number of them that it has repaired.", schema = "{minimum: 0}")
            long repaired,

            @Doc("The differences by kind. Empty if everything agrees.")
            List<Finding> findings) {

        private static Pass of(Integrity.Pass pass) {
            return new Pass(
                    pass.worker(),
                    pass.began(),
                    pass.ended(),
                    pass.jobs(),
                    pass.found(),
                    pass.repaired(),
                    pass.findings().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> Finding.of(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    /** Differences of a kind. */
    @Doc("Differences of one kind.")
    public record Finding(
            @Doc("What differed, as in the label `kind` of the metric `nightshift_invariant_repairs_total`.")
            String kind,

            @Doc(value = "The number of differences.", schema = "{minimum: 1}")
            long found,

            @Doc(value = "The number of them that were repaired.", schema = "{minimum: 0}")
            long repaired,

            @Doc(
                    value = "The first of them: ids of jobs as the store writes them, names, or keys.",
                    schema = "{maxItems: 5}")
            List<String> samples) {

        private static Finding of(Invariant kind, Integrity.Finding finding) {
            return new Finding(kind.label(), finding.found(), finding.repaired(), finding.samples());
        }
    }

    /**
     * The answer for this status.
     *
     * @param interval from the start of a check to that of the next; empty if this server has the self-audit off
     */
    public static IntegrityAnswer of(Integrity.Status status, Optional<Duration> interval) {
        return new IntegrityAnswer(
                interval.isPresent(),
                status.last().map(Pass::of),
                status.current().map(Pass::of),
                status.asked(),
                status.last()
                        .flatMap(last -> interval.map(last.began()::plus))
                        .filter(next -> status.current().isEmpty()));
    }
}
