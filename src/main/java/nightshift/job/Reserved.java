package nightshift.job;

import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Names of tasks and queues that have a meaning of their own. */
public final class Reserved {

    private static final String PREFIX = "nightshift.";

    /** The task whose jobs call a {@link Destination}. */
    public static final TaskName HTTP_TASK = new TaskName("http.request");

    /** The task whose jobs do operations. */
    public static final TaskName OPERATION_TASK = new TaskName(PREFIX + "operation");

    /** The task whose jobs show that jobs get through at all. */
    public static final TaskName CANARY_TASK = new TaskName(PREFIX + "canary");

    /** The queue of the {@linkplain #CANARY_TASK canary's jobs}. */
    public static final QueueName CANARY_QUEUE = new QueueName(CANARY_TASK.value());

    private Reserved() {}

    /** Whether the task is Nightshift's own, such as an import. Only Nightshift submits its jobs. */
    public static boolean isReserved(TaskName task) {
        return task.value().startsWith(PREFIX);
    }
}
