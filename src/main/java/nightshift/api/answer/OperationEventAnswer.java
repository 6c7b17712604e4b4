package nightshift.api.answer;

import nightshift.task.JobId;

/** An event of an operation. */
@Doc(
        "An operation has made progress, or came into another state. `GET /api/v1/operations/{id}` answers with what it has done.")
public record OperationEventAnswer(
        @Doc("The id of the operation.") JobId id) {}
