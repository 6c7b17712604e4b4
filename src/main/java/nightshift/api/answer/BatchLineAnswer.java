package nightshift.api.answer;

import java.util.Optional;
import nightshift.task.JobId;

/** A line of the answer to a batch of jobs. {@code BulkSubmit} writes it, for speed. */
@Doc(value = "What became of one job of a batch.", schema = "{oneOf: [{required: [id]}, {required: [problem]}]}")
record BatchLineAnswer(
        @Doc(value = "Number of the line or item, from 0.", schema = "{minimum: 0}")
        long index,

        @Doc("Of the job, if it was accepted.") Optional<JobId> id,
        @Doc("Why the job was refused.") Optional<ProblemAnswer> problem) {}
