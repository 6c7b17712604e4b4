package nightshift.task;

import java.util.List;

/**
 * A task with typed args. One instance serves many jobs at once.
 *
 * @param <A> the args: a record. Its components are the members of the JSON object; each is required unless it is an
 *            {@code Optional} or annotated {@code @Nullable}. Constraints of Jakarta Validation on it become part of the
 *            JSON Schema, as far as that can say them. A component of type {@link RawJson} keeps its text
 */
public interface TaskHandler<A extends Record> {

    /**
     * Does one attempt. It should stop soon when its thread is interrupted: the job was cancelled, timed out, or the
     * server is stopping.
     *
     * @return the result, written as JSON; null for none
     * @throws AttemptFailed to say how the failure is to be treated
     * @throws Exception for any other failure; the job is tried again while it has attempts left
     */
    Object handle(A args, JobContext context) throws Exception;

    /**
     * Checks at submit what the schema cannot say. Must be quick and must not call other systems.
     *
     * @return every reason why the args will not do; empty if they will
     */
    default List<Violation> check(A args) {
        return List.of();
    }
}
