package nightshift.job;

/** A task in a queue. */
public record QueueTask(QueueName queue, TaskName task) {
}
