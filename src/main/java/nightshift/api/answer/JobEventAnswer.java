package nightshift.api.answer;

import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** The data of the event {@code job}. {@code EventText} writes it, for speed. */
@Doc("The data of the event `job`: a job changed its state, or somebody asked a running job to stop.")
record JobEventAnswer(
        @Doc("The id of the job.") JobId id,
        @Doc("The state of the job after the change.") JobState state,
        @Doc("The queue of the job.") QueueName queue,
        @Doc("The task of the job.") TaskName task) {}
