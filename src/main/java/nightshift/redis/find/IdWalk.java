package nightshift.redis.find;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.task.JobId;

/** Ids of jobs, newest first, a piece at a time; a token lets a later request continue where this one stopped. */
interface IdWalk {

    /** The next ids, about as many as asked and at most 500 more; fewer, or none, if a search took long or nothing follows. */
    List<JobId> next(int about);

    /** Leads to what follows this id of the latest piece. */
    String tokenAfter(JobId id);

    /** Leads to what follows the latest piece; empty if nothing does. */
    Optional<String> token();

    /** A time down to which the latest piece has come; there must have been one that something follows. */
    Instant reachedBack();
}
