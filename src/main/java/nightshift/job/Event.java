package nightshift.job;

import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A change that every server gets. */
public sealed interface Event {

    /**
     * A job came into a state.
     *
     * @param id    of the job
     * @param state its new state
     * @param queue its queue
     * @param task  its task
     */
    record JobChanged(JobId id, JobState state, QueueName queue, TaskName task) implements Event {}

    /**
     * A running job was asked to stop.
     *
     * @param id    of the job
     * @param queue its queue
     * @param task  its task
     */
    record CancelRequested(JobId id, QueueName queue, TaskName task) implements Event {}

    /**
     * A queue was paused or resumed.
     *
     * @param queue  its name
     * @param paused whether it is paused now
     */
    record QueueChanged(QueueName queue, boolean paused) implements Event {}

    /**
     * A queue at one of its limits has room again, and jobs for it.
     *
     * @param queue its name
     */
    record RoomFreed(QueueName queue) implements Event {}

    /**
     * Something happened to a schedule.
     *
     * @param name   its name
     * @param change what happened
     */
    record ScheduleChanged(String name, ScheduleChange change) implements Event {}

    /** What can happen to a schedule. */
    enum ScheduleChange {
        /** It is new. */
        CREATED,
        /** Its rule was changed. */
        CHANGED,
        /** It was paused, by somebody or by a job that failed. */
        PAUSED,
        /** It was resumed. */
        RESUMED,
        /** It is gone. */
        DELETED,
        /** Runs were fired or left out, or one waits for the end of an earlier job. */
        FIRED
    }

    /**
     * An operation has made progress, or came into another state.
     *
     * @param id of the operation
     */
    record OperationChanged(JobId id) implements Event {}

    /**
     * Something is due before schedulers would look for it.
     *
     * @param what what it is
     */
    record DueSooner(Timed what) implements Event {}

    /** What schedulers wait for. */
    enum Timed {
        /** A job may start. */
        JOB,
        /** A job has waited too long. */
        EXPIRY,
        /** A schedule has its turn. */
        SCHEDULE
    }

    /**
     * A worker started, began to drain, or left.
     *
     * @param worker its id
     * @param state  its new state
     */
    record WorkerChanged(String worker, WorkerInfo.State state) implements Event {}
}
