package nightshift.api.answer;

import java.util.Optional;
import nightshift.task.JobId;

/** A line of the answer to a batch of jobs. {@code BulkSubmit} writes it, for speed. */
@Doc(
        value = "The answer for one job of a batch: its `id` if it was accepted, or the `problem` if it was refused.",
        schema = "{oneOf: [{required: [id]}, {required: [problem]}]}")
record BatchLineAnswer(
        @Doc(
                value =
                        "The number of the line or array item that this answers, starting at 0. Blank lines are not counted.",
                schema = "{minimum: 0}")
        long index,

        @Doc("The id of the job, which is stored.") Optional<JobId> id,

        @Doc("Why this job was refused and what to change. It has no effect on the jobs of other lines.")
        Optional<ProblemAnswer> problem) {}
