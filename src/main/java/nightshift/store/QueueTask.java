package nightshift.store;

import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * A task whose jobs were seen in a queue.
 *
 * @param queue the queue
 * @param task  the task
 */
public record QueueTask(QueueName queue, TaskName task) {}
