package nightshift.api.answer;

/** What a purge has removed. */
@Doc("What a purge has removed.")
public record PurgedQueueAnswer(
        @Doc("How many jobs that waited were removed.") long purged) {}
