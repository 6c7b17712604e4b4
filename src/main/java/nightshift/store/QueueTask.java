package nightshift.store;

import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A task in a queue. */
public record QueueTask(QueueName queue, TaskName task) {}
