package nightshift.api.answer;

/** What a purge has removed. */
@Doc("What a purge of a queue has removed.")
public record PurgedQueueAnswer(
        @Doc("The number of jobs that waited and were removed.")
        long purged) {}
