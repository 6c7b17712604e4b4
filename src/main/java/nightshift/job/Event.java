package nightshift.job;

import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A change that every server gets. */
public sealed interface Event {

    /** A job came into a state. */
    record JobChanged(JobId id, JobState state, QueueName queue, TaskName task) implements Event {}

    /** A running job is asked to stop. */
    record CancelRequested(JobId id, QueueName queue, TaskName task) implements Event {}

    /** A queue was paused or resumed. */
    record QueueChanged(QueueName queue, boolean paused) implements Event {}

    /** A queue at one of its limits has room again, and jobs for it. */
    record RoomFreed(QueueName queue) implements Event {}

    /** A worker came, began to drain, or left. */
    record WorkerChanged(String worker, WorkerInfo.State state) implements Event {}
}
