package nightshift.api.answer;

import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** All that is left to say about a job that was removed before its request was repeated. */
@Doc("A job that was removed before its request was repeated.")
public record PurgedJobAnswer(JobId id, TaskName task, QueueName queue) {}
