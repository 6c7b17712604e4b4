package nightshift.api.answer;

import nightshift.task.QueueName;

/** Jobs in a queue. */
@Doc("How many jobs are in a queue.")
record JobsInQueue(
        @Doc("The queue.") QueueName queue,
        @Doc("The number of jobs.") long count) {}
