package nightshift.api.jobs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.format.TimeText;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.OnConflict;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.job.UniqueKey;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** Reads a job as clients submit it. Safe for any number of threads. */
final class JobReader {

    private final TaskDefinition.Catalog tasks;
    private final UnknownTasks unknown;
    private final JobListener listener;

    /** @param listener gets the jobs refused here, as far as their task is known */
    JobReader(TaskDefinition.Catalog tasks, UnknownTasks unknown, JobListener listener) {
        this.tasks = tasks;
        this.unknown = unknown;
        this.listener = listener;
    }

    /** @throws ProblemException if the bytes are not a job that can be accepted; it names everything that is wrong */
    NewJob read(byte[] bytes, int offset, int length) {
        Draft draft = new Draft();
        FieldReader.read(bytes, offset, length, draft.errors, draft::field);
        Optional<TaskDefinition> definition = draft.check();
        if (!draft.errors.isEmpty()) {
            definition.ifPresent(d -> listener.submitted(draft.queue, d.name(), JobListener.Submit.REJECTED));
            throw draft.errors.problem("The job was not accepted").exception();
        }
        return new NewJob(
                draft.task.orElseThrow(),
                draft.args(),
                draft.due(),
                draft.options(),
                draft.onConflict.orElse(OnConflict.REFUSE));
    }

    /** What was read so far. */
    private final class Draft {

        private final FieldErrors errors = new FieldErrors();
        private final JobFields fields = new JobFields(errors);
        private final JobOptions.Builder options = JobOptions.with();
        private final RetryDraft retry = new RetryDraft();
        private boolean taskGiven;
        private Optional<TaskName> task = Optional.empty();
        private QueueName queue = QueueName.DEFAULT;
        private Optional<Due> startBy = Optional.empty();
        private Optional<Due> deadline = Optional.empty();
        private boolean unique;
        private Optional<OnConflict> onConflict = Optional.empty();

        private void field(FieldReader in, String name) {
            switch (name) {
                case "task" -> {
                    taskGiven = true;
                    task = in.value(name, TaskName::new, "");
                }
                case "queue" -> in.value(name, QueueName::new, "").ifPresent(q -> queue = q);
                case "maxAttempts" ->
                    in.whole(name)
                            .ifPresent(number -> options.maxAttempts(
                                    fields.within(number, 1, Limits.ATTEMPTS_MOST, in.pointer(name))));
                case "startBy" -> startBy = in.text(name).flatMap(text -> timeOrDuration(text, in.pointer(name)));
                case "deadline" -> deadline = in.text(name).flatMap(text -> timeOrDuration(text, in.pointer(name)));
                case "timeout" ->
                    in.duration(name).filter(t -> fits(t, in.pointer(name))).ifPresent(options::timeout);
                case "retry" -> in.nested(name, retry::field);
                case "key" -> in.value(name, JobKey::new, "").ifPresent(options::key);
                case "uniqueKey" -> in.value(name, UniqueKey::new, "").ifPresent(this::uniqueKey);
                case "onConflict" ->
                    onConflict = in.value(name, OnConflict::valueOf, "must be REFUSE, RETURN, REPLACE or AFTER");
                default -> {
                    if (!fields.field(in, name)) {
                        in.unknown(name);
                    }
                }
            }
        }

        private void uniqueKey(UniqueKey key) {
            unique = true;
            options.uniqueKey(key);
        }

        private boolean fits(Duration timeout, String pointer) {
            boolean fits =
                    timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(Limits.TIMEOUT_LONGEST) <= 0;
            if (!fits) {
                errors.invalid(pointer, "must be from PT0.001S to " + Limits.TIMEOUT_LONGEST);
            }
            return fits;
        }

        private Optional<Due> timeOrDuration(String text, String pointer) {
            try {
                return fields.due(
                        () -> text.startsWith("P")
                                ? new Due.After(TimeText.duration(text))
                                : new Due.At(TimeText.time(text)),
                        pointer);
            } catch (DateTimeException e) {
                errors.invalid(
                        pointer,
                        "must be an RFC 3339 time such as 2026-11-24T14:02:11Z, or an ISO 8601 duration such as PT30S");
                return Optional.empty();
            }
        }

        private String args() {
            return fields.args().orElse("{}");
        }

        private Due due() {
            return fields.due().orElseGet(Due.Now::new);
        }

        private JobOptions options() {
            startBy.ifPresent(options::startBy);
            deadline.ifPresent(options::deadline);
            fields.priority().ifPresent(options::priority);
            fields.tags().ifPresent(options::tags);
            return options.queue(queue).retry(retry.policy()).build();
        }

        private void requireStart(String field, Optional<Due> latest, Instant now) {
            if (latest.map(time -> time.from(now).isBefore(due().from(now))).orElse(false)) {
                errors.invalid("/" + field, "must not be before the job may start");
            }
        }

        /** Checks rules that concern several fields. */
        private Optional<TaskDefinition> check() {
            retry.check(errors);
            fields.check();
            Instant now = Instant.now();
            requireStart("startBy", startBy, now);
            requireStart("deadline", deadline, now);
            if (onConflict.isPresent() && !unique) {
                errors.invalid("/onConflict", "needs a uniqueKey");
            }
            Optional<TaskDefinition> definition = task.flatMap(tasks::find);
            if (!taskGiven) {
                errors.invalid("/task", "is required");
            } else if (task.isPresent() && Reserved.isReserved(task.get())) {
                errors.invalid("/task", InternalTasks.refusal());
                return definition;
            } else if (task.isPresent() && definition.isEmpty() && unknown == UnknownTasks.REFUSE) {
                errors.invalid("/task", "is not a task that this server knows");
            }
            definition.ifPresent(d -> fields.check(d, args()));
            return definition;
        }
    }
}
