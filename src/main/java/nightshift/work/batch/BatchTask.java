package nightshift.work.batch;

import java.util.Optional;
import java.util.Properties;
import nightshift.job.JobContext;
import nightshift.work.RawTaskHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one batch job of a user; its args are the job parameters. */
final class BatchTask implements RawTaskHandler {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final BatchJobs jobs;
    private final String name;

    BatchTask(BatchJobs jobs, String name) {
        this.jobs = jobs;
        this.name = name;
    }

    @Override
    public String argsSchema() {
        return """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "additionalProperties": {"type": ["string", "number", "boolean"]},
                 "propertyNames": {"not": {"pattern": "^nightshift\\\\."}}}""";
    }

    @Override
    public Optional<String> handle(String argsJson, JobContext context) throws Exception {
        Properties parameters = new Properties();
        for (var arg : JSON.readTree(argsJson).properties()) {
            parameters.setProperty(arg.getKey(), text(arg.getValue()));
        }
        return Optional.of(JSON.writeValueAsString(jobs.run(name, parameters, context)));
    }

    private static String text(JsonNode value) {
        return value.asString();
    }
}
