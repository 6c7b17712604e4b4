package nightshift.api.answer;

import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The data of the event {@code job}. {@code EventText} writes it, for speed. */
@Doc("The data of the event `job`: a job changed its state, or was asked to stop.")
record JobEventAnswer(JobId id, JobState state, QueueName queue, TaskName task) {}
