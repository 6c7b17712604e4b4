package nightshift.redis.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * Keeps one object per queue and task name, so that reading records does not validate the same few names repeatedly.
 */
public final class Names {

    private static final int MOST = 10_000;
    private static final Map<String, QueueName> QUEUES = new ConcurrentHashMap<>();
    private static final Map<String, TaskName> TASKS = new ConcurrentHashMap<>();

    private Names() {}

    /** The queue of this name, which must be a valid one. */
    public static QueueName queue(String name) {
        QueueName known = QUEUES.get(name);
        if (known != null) {
            return known;
        }
        QueueName fresh = new QueueName(name);
        if (QUEUES.size() < MOST) {
            QUEUES.put(name, fresh);
        }
        return fresh;
    }

    /** The task of this name, which must be a valid one. */
    public static TaskName task(String name) {
        TaskName known = TASKS.get(name);
        if (known != null) {
            return known;
        }
        TaskName fresh = new TaskName(name);
        if (TASKS.size() < MOST) {
            TASKS.put(name, fresh);
        }
        return fresh;
    }
}
