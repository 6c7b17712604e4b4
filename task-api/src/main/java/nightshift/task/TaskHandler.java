package nightshift.task;

import java.util.List;

/**
 * A task with typed args. Annotate the class with {@link Task} to register it. One instance runs many jobs at once.
 *
 * @param <A> a record that describes the args. Its components are the members of the JSON object. Each is required
 *            unless it is an {@code Optional} or has an annotation named {@code Nullable}. Constraints of Jakarta
 *            Validation become part of the JSON Schema where a schema can express them. A component of type
 *            {@link RawJson} keeps its text
 * @see RawTaskHandler RawTaskHandler, for args that nothing may parse
 */
public interface TaskHandler<A extends Record> {

    /**
     * Runs one attempt. It should stop soon when its thread is interrupted: the job was canceled, its time is up, or the
     * server is stopping.
     *
     * @param args    the job's args
     * @param context the attempt
     * @return the result, written as JSON; null for none
     * @throws AttemptFailed to say what happens after the failure
     * @throws Exception     for any other failure; the job is tried again while it has attempts left
     */
    Object handle(A args, JobContext context) throws Exception;

    /**
     * Checks at submit what a schema cannot express. It must be quick and must not call other systems.
     *
     * @param args args that fit the schema
     * @return every reason to refuse the args; empty to accept them
     */
    default List<Violation> check(A args) {
        return List.of();
    }
}
