package nightshift.api.jobs;

import java.time.Instant;
import java.util.Optional;
import nightshift.job.Due;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.TaskDefinition;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** A merge patch (RFC 7396) of a job that waits: the fields that it names change, and {@code null} stands for the default. */
final class JobPatch {

    private static final String REFUSED = "The job was not changed";

    private final TaskDefinition.Catalog tasks;
    private final FieldErrors errors = new FieldErrors();
    private final JobFields fields = new JobFields(errors);

    /** @throws ProblemException if the bytes are not a patch of a job; it names everything that is wrong */
    JobPatch(byte[] body, TaskDefinition.Catalog tasks) {
        this.tasks = tasks;
        FieldReader.read(body, 0, body.length, errors, this::field);
        fields.check();
        errors.throwIfAny(REFUSED);
    }

    private void field(FieldReader in, String name) {
        if (in.isNull() ? !fields.reset(name) : !fields.field(in, name)) {
            in.unknown(name);
        }
    }

    /**
     * What changes in a job.
     *
     * @throws ProblemException if the patch does not fit the job
     */
    JobChange of(Job job) {
        InternalTasks.refuseChange(job);
        fields.args().ifPresent(args -> tasks.find(job.task()).ifPresent(task -> fields.check(task, args)));
        Optional<Due> startBy = job.options().startBy().filter(by -> job.attempt() == 0);
        refuseAfter(startBy, "startBy");
        refuseAfter(job.options().deadline(), "deadline");
        errors.throwIfAny(REFUSED);
        return new JobChange(fields.args(), fields.priority(), fields.due(), fields.tags());
    }

    private void refuseAfter(Optional<Due> latest, String name) {
        Instant now = Instant.now();
        Optional<Instant> due =
                fields.due().filter(time -> !(time instanceof Due.Now)).map(time -> time.from(now));
        if (due.isPresent()
                && latest.map(time -> time.from(now).isBefore(due.get())).orElse(false)) {
            errors.invalid(fields.isDelayed() ? "/delay" : "/runAt", "must not be after the job's " + name);
        }
    }
}
