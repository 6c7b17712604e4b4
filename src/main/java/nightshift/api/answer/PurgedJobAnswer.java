package nightshift.api.answer;

import nightshift.job.JobId;
import nightshift.job.QueueName;
import nightshift.job.TaskName;

/** All that is left to say about a job that was removed before its request was repeated. */
@Doc("A job that was removed before its request was repeated.")
public record PurgedJobAnswer(JobId id, TaskName task, QueueName queue) {
}
