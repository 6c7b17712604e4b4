package nightshift.api.answer;

import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** All that is left to say about a job that was removed before its request was repeated. */
@Doc("What is left of a job that retention removed before its request was repeated.")
public record PurgedJobAnswer(
        @Doc("The id that the job had.") JobId id,
        @Doc("The task of the job.") TaskName task,
        @Doc("The queue of the job.") QueueName queue) {}
