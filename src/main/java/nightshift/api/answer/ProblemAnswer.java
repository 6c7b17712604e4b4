package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.task.JobId;

/** Why a request was refused (RFC 9457). {@code Problem} writes it. */
@Doc("Why a request was refused, as a problem of RFC 9457.")
public record ProblemAnswer(
        @Doc(
                value = "The kind of problem. It is always `about:blank`: the status says which kind it is.",
                schema = "{format: uri}")
        String type,

        @Doc("The name of the status.") String title,
        @Doc("""
                The HTTP status code of the answer. In a `BatchLine`, the status that a submit of that job alone \
                would get.""") int status,

        @Doc("What is wrong and what to do about it, for people to read.")
        String detail,

        @Doc(
                value = "The current state of the job, import, or export, if that state is the reason for the refusal.",
                schema = """
                {anyOf: [{$ref: '#/components/schemas/JobState'}, {$ref: '#/components/schemas/BulkState'}]}""")
        Optional<String> state,

        @Doc("The id of the live job that has the unique key, if that is the reason for the refusal.")
        Optional<JobId> jobId,

        @Doc(
                value =
                        "The parts of the request that are wrong, at most 50. Missing if no part of the request is at fault.",
                schema = "{minItems: 1}")
        Optional<List<Flaw>> errors) {

    /** A part of a request that is wrong. */
    @Doc("A part of the request that is wrong.")
    public record Flaw(
            @Doc("""
                Where the fault is: a JSON Pointer into the body, `?name` for a query parameter, `body:line 3` for \
                a line of a file, or the name of a header.""") String pointer,

            @Doc("What is wrong there. Read it after the name: `/priority` `must be from 1 to 9`.")
            String detail) {}
}
