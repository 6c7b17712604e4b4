package nightshift.batch;

import java.util.Optional;
import java.util.Properties;
import nightshift.binding.ServerTask;
import nightshift.job.LeasedAttempt;
import nightshift.store.Checkpoints;
import tools.jackson.databind.json.JsonMapper;

/** Runs one batch job of a user; its args are the job parameters. */
final class BatchTask implements ServerTask {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BatchJobs jobs;
    private final Checkpoints checkpoints;
    private final JobXml file;

    BatchTask(BatchJobs jobs, Checkpoints checkpoints, JobXml file) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.file = file;
    }

    @Override
    public String argsSchema() {
        return """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "patternProperties": {"^nightshift\\\\.": false},
                 "additionalProperties": {"type": ["string", "number", "boolean"]}}""";
    }

    @Override
    public Optional<String> handle(String argsJson, LeasedAttempt context) throws Exception {
        Properties parameters = new Properties();
        for (var arg : JSON.readTree(argsJson).properties()) {
            parameters.setProperty(arg.getKey(), arg.getValue().asString());
        }
        Progress progress = new Progress(new Checkpointer(checkpoints, context), file, context.jobId());
        return Optional.of(JSON.writeValueAsString(jobs.run(file.name(), parameters, context, progress)));
    }
}
