package nightshift.imports.run;

import java.util.Optional;
import nightshift.batch.StepRefused;
import nightshift.binding.ServerTask;
import nightshift.job.JobOptions;
import nightshift.job.LeasedAttempt;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.task.AttemptFailed;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.json.JsonMapper;

/** Helps with an import: works on partitions of it for as long as one is free. */
final class PartitionTask implements ServerTask {

    static final TaskName NAME = new TaskName("nightshift.import.partition");

    private static final String IMPORT = "import";

    private final ImportOpener opener;

    PartitionTask(ImportOpener opener) {
        this.opener = opener;
    }

    /** A job that helps with an import. */
    static Submission helper(JobId id, QueueName queue) {
        return Submission.of(new NewJob(
                NAME,
                "{\"" + IMPORT + "\":\"" + id + "\"}",
                JobOptions.with().queue(queue).build()));
    }

    @Override
    public String argsSchema() {
        return """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "properties": {"import": {"type": "string", "format": "uuid", "description": "Id of the import"}},
                 "required": ["import"], "additionalProperties": false}""";
    }

    @Override
    public Optional<String> handle(String argsJson, LeasedAttempt attempt) throws Exception {
        JobId id = JobId.parse(
                        JsonMapper.shared().readTree(argsJson).path(IMPORT).asString(""))
                .orElseThrow(() -> AttemptFailed.permanent("no-import", "The args name no import.", null));
        ImportRun run = opener.open(id, attempt);
        try {
            run.work();
        } catch (StepRefused e) {
            if (e.reason() == StepRefused.Reason.LEASE_LOST) {
                throw e.asFailure();
            }
            // The import was stopped or has ended: there is nothing left to help with.
        }
        return Optional.of(run.done().json());
    }
}
