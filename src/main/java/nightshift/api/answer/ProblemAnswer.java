package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.task.JobId;

/** Why a request was refused (RFC 9457). {@code Problem} writes it. */
@Doc("Why a request was refused (RFC 9457).")
public record ProblemAnswer(
        @Doc(schema = "{format: uri}") String type,
        @Doc("What the status means.") String title,

        @Doc("The status of the answer; in a `BatchLine` that of the line.")
        int status,

        @Doc("What is wrong, for people.") String detail,

        @Doc(value = "Of the job, import or export whose state stands in the way.", schema = """
                {anyOf: [{$ref: '#/components/schemas/JobState'}, {$ref: '#/components/schemas/BulkState'}]}""")
        Optional<String> state,

        @Doc("Of the live job that has the unique key.") Optional<JobId> jobId,

        @Doc(value = "The parts of the request that are wrong.", schema = "{minItems: 1}")
        Optional<List<Flaw>> errors) {

    /** A part of a request that is wrong. */
    public record Flaw(
            @Doc(
                    "A JSON Pointer into the body, `?name` of a query parameter, `body:line 3` of a file, or the name of a header.")
            String pointer,

            @Doc("What is wrong, to be read after the name: `must be from 1 to 9`.")
            String detail) {}
}
