package nightshift.api.answer;

import nightshift.task.QueueName;

/** The data of the event {@code queue}. */
@Doc("The data of the event `queue`: a queue was paused or resumed.")
public record QueueEventAnswer(
        @Doc("The name of the queue.") QueueName name,
        @Doc("Whether the queue is paused now.") boolean paused) {}
