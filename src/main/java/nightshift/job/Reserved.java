package nightshift.job;

import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Names that Nightshift keeps for its own jobs. */
public final class Reserved {

    private static final String PREFIX = "nightshift.";

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
