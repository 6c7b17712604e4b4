package nightshift.api.answer;

import java.time.Instant;
import java.util.Optional;
import nightshift.job.Outcome;

/** An attempt of a job. {@code JobJson} writes it, for speed. */
@Doc(value = """
                One execution of a job. A task can add fields of its own to an attempt: `http.request` adds \
                `response`, an `HttpResponse`.""", schema = "{additionalProperties: true}")
public record AttemptAnswer(
        @Doc("The number of this attempt of the job, starting at 1.")
        int number,

        @Doc("""
                How the attempt ended. Missing while it runs. `LOST` means that \
                its worker died, and `INTERRUPTED` that its worker was stopped, or \
                that it handed over to the next attempt; neither counts toward `maxAttempts`.""") Optional<Outcome> outcome,
        @Doc("When the attempt started.") Instant startedAt,

        @Doc("When the attempt ended. Missing while it runs.")
        Optional<Instant> endedAt,

        @Doc("The id of the worker that ran the attempt.") String worker,

        @Doc("Why the attempt failed. Missing if it has not failed.")
        Optional<FailureAnswer> failure) {}
