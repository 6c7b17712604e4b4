package nightshift.api.answer;

import java.time.Instant;
import java.util.Optional;
import nightshift.job.Outcome;

/** An attempt of a job. {@code JobJson} writes it, for speed. */
@Doc(value = """
        One execution of a job. What the task noted stands beside these fields: `http.request` notes `response`, an \
        `HttpResponse`.""", schema = "{additionalProperties: true}")
public record AttemptAnswer(
        @Doc("From 1.") int number,
        @Doc("Missing while the attempt runs.") Optional<Outcome> outcome,
        Instant startedAt,
        Optional<Instant> endedAt,
        @Doc("Id of the worker.") String worker,
        Optional<FailureAnswer> failure) {}
