package nightshift.api.jobs;

import nightshift.job.Job;
import nightshift.job.TaskDefinition;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** The body of a retry, which can be empty: the args with which the job runs again. */
final class RetryBody {

    private static final String REFUSED = "The job was not sent again";

    private final TaskDefinition.Catalog tasks;
    private final FieldErrors errors = new FieldErrors();
    private final JobFields fields = new JobFields(errors);

    /** @throws ProblemException if the bytes are no body like this; it names everything that is wrong */
    RetryBody(byte[] body, TaskDefinition.Catalog tasks) {
        this.tasks = tasks;
        if (body.length > 0) {
            FieldReader.read(body, 0, body.length, errors, this::field);
        }
        errors.throwIfAny(REFUSED);
    }

    private void field(FieldReader in, String name) {
        if (!name.equals("args") || !fields.field(in, name)) {
            in.unknown(name, "is not a field that this call knows: a retry can change the args only");
        }
    }

    /** Whether the args change. */
    boolean hasArgs() {
        return fields.args().isPresent();
    }

    /**
     * The args.
     *
     * @throws ProblemException if they do not fit the task of the job
     */
    String argsOf(Job job) {
        String args = fields.args().orElseThrow();
        tasks.find(job.task()).ifPresent(task -> fields.check(task, args));
        errors.throwIfAny(REFUSED);
        return args;
    }
}
