package nightshift.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.store.PastRun;
import nightshift.task.JobId;

/** A run that has come, or was left out. */
@Doc("What became of a run of a schedule.")
public record PastRunAnswer(
        @Doc("""
                What became of the run. `PLANNED`: it was fired in time. `CAUGHT_UP`: it was missed, and fired later. `BUFFERED`: it \
                waited for the end of an earlier job. `MANUAL`: somebody asked for it, outside the plan. `SKIPPED_OVERLAP`: it was left \
                out because an earlier job had not ended. `SKIPPED_LATE`: it was missed, and left out.""") PastRun.Kind kind,

        @Doc("The time by the rule of the schedule. Of several runs that were left out together, that of the first.")
        Instant plannedAt,

        @Doc("When the run was to be fired.") Instant dueAt,
        @Doc("When the run was fired, or left out.") Instant at,

        @Doc("How long after `dueAt` the run was fired, or left out.")
        Duration lateness,

        @Doc("The job of the run. Missing if the run was left out.")
        Optional<JobId> job,

        @Doc("The number of runs that this entry stands for.")
        int runs) {

    /** The answer for this run. */
    public static PastRunAnswer of(PastRun run) {
        Duration late = Duration.between(run.due(), run.at());
        return new PastRunAnswer(
                run.kind(),
                run.planned(),
                run.due(),
                run.at(),
                late.isNegative() ? Duration.ZERO : late,
                run.job(),
                run.runs());
    }
}
