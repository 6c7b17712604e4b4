package nightshift.api.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nightshift.format.JsonLimits;
import nightshift.job.Due;
import nightshift.job.JobKey;
import nightshift.job.JobListener;
import nightshift.job.JobOptions;
import nightshift.job.Limits;
import nightshift.job.NewJob;
import nightshift.job.Reserved;
import nightshift.job.TaskDefinition;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.JsonText;
import nightshift.web.ProblemException;
import nightshift.web.ShortText;

/** Reads a job as clients submit it. Safe for any number of threads. */
public final class JobReader {

    private final TaskDefinition.Catalog tasks;
    private final UnknownTasks unknown;
    private final JobListener listener;

    /** @param listener gets the jobs refused here, as far as their task is known */
    public JobReader(TaskDefinition.Catalog tasks, UnknownTasks unknown, JobListener listener) {
        this.tasks = tasks;
        this.unknown = unknown;
        this.listener = listener;
    }

    /** Reads the fields of something that has those of a job and others besides. */
    public interface Around {

        /** Reads a field, unless it belongs to the job; answers whether it has. */
        boolean field(FieldReader in, String name, FieldErrors errors);

        /** Checks rules that concern several fields, after all were read. */
        void check(FieldErrors errors);

        /** Adds options that the request cannot name. */
        void complete(JobOptions.Builder options);

        /** The sentence that says what was not done, without its period. */
        String refusal();
    }

    private static final Around NOTHING = new Around() {
        @Override
        public boolean field(FieldReader in, String name, FieldErrors errors) {
            return false;
        }

        @Override
        public void check(FieldErrors errors) {}

        @Override
        public void complete(JobOptions.Builder options) {}

        @Override
        public String refusal() {
            return "The job was not accepted";
        }
    };

    /** @throws ProblemException if the bytes are not a job that can be accepted; it names everything that is wrong */
    NewJob read(byte[] bytes, int offset, int length) {
        return read(bytes, offset, length, NOTHING);
    }

    /**
     * Reads a job among other fields.
     *
     * @throws ProblemException if something is wrong; it names everything that is
     */
    public NewJob read(byte[] bytes, int offset, int length, Around around) {
        Draft draft = new Draft();
        FieldReader.read(bytes, offset, length, draft.errors, (in, name) -> {
            if (!around.field(in, name, draft.errors)) {
                draft.field(in, name);
            }
        });
        Optional<TaskDefinition> definition = draft.check();
        around.check(draft.errors);
        around.complete(draft.options);
        if (!draft.errors.isEmpty()) {
            definition.ifPresent(d -> listener.submitted(draft.queue, d.name(), JobListener.Submit.REJECTED));
            throw draft.errors.problem(around.refusal()).exception();
        }
        return new NewJob(draft.task.orElseThrow(), draft.args, draft.due(), draft.options());
    }

    /** What was read so far. */
    private final class Draft {

        private final FieldErrors errors = new FieldErrors();
        private final JobOptions.Builder options = JobOptions.with();
        private final RetryDraft retry = new RetryDraft();
        private boolean taskGiven;
        private boolean argsFit = true;
        private Optional<TaskName> task = Optional.empty();
        private String args = "{}";
        private QueueName queue = QueueName.DEFAULT;
        private Optional<Due> runAt = Optional.empty();
        private Optional<Due> delay = Optional.empty();

        private void field(FieldReader in, String name) {
            switch (name) {
                case "task" -> {
                    taskGiven = true;
                    task = in.value(name, TaskName::new, "");
                }
                case "args" -> in.rawNotNull(name).ifPresentOrElse(this::args, () -> argsFit = false);
                case "queue" -> in.value(name, QueueName::new, "").ifPresent(q -> queue = q);
                case "priority" ->
                    in.whole(name)
                            .ifPresent(number -> options.priority(
                                    within(number, Limits.PRIORITY_FIRST, Limits.PRIORITY_LAST, in.pointer(name))));
                case "maxAttempts" ->
                    in.whole(name)
                            .ifPresent(number ->
                                    options.maxAttempts(within(number, 1, Limits.ATTEMPTS_MOST, in.pointer(name))));
                case "runAt" -> runAt = in.time(name).flatMap(time -> due(() -> new Due.At(time), in.pointer(name)));
                case "delay" -> delay = in.duration(name).flatMap(d -> due(() -> new Due.After(d), in.pointer(name)));
                case "timeout" ->
                    in.duration(name).filter(t -> fits(t, in.pointer(name))).ifPresent(options::timeout);
                case "retry" -> in.nested(name, retry::field);
                case "key" -> in.value(name, JobKey::new, "").ifPresent(options::key);
                case "tags" -> in.texts(name).ifPresent(t -> tags(t, in.pointer(name)));
                default -> in.unknown(name);
            }
        }

        private void args(FieldReader.Slice slice) {
            if (slice.length() > Limits.PAYLOAD_BYTES) {
                errors.tooLarge("/args", "must have at most " + Limits.PAYLOAD_BYTES + " bytes");
                argsFit = false;
            } else if (JsonText.depth(slice.bytes(), slice.offset(), slice.length()) > Limits.DEPTH_MOST) {
                errors.malformed("/args", JsonLimits.TOO_DEEP);
                argsFit = false;
            } else {
                args = slice.text();
            }
        }

        private int within(int number, int least, int most, String pointer) {
            if (number < least || number > most) {
                errors.invalid(pointer, "must be from " + least + " to " + most);
            }
            return number;
        }

        private boolean fits(Duration timeout, String pointer) {
            boolean fits =
                    timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(Limits.TIMEOUT_LONGEST) <= 0;
            if (!fits) {
                errors.invalid(pointer, "must be from PT0.001S to " + Limits.TIMEOUT_LONGEST);
            }
            return fits;
        }

        private Optional<Due> due(Supplier<Due> due, String pointer) {
            try {
                return Optional.of(due.get());
            } catch (IllegalArgumentException e) {
                errors.invalid(pointer, e.getMessage());
                return Optional.empty();
            }
        }

        private void tags(List<String> given, String pointer) {
            if (given.size() > Limits.TAGS_MOST) {
                errors.invalid(pointer, "must be at most " + Limits.TAGS_MOST);
            }
            for (int i = 0; i < given.size(); i++) {
                try {
                    ShortText.checked(given.get(i), Limits.TAG_LENGTH);
                } catch (IllegalArgumentException e) {
                    errors.invalid(pointer + "/" + i, e.getMessage());
                }
            }
            options.tags(given);
        }

        private Due due() {
            return runAt.or(() -> delay).orElseGet(Due.Now::new);
        }

        private JobOptions options() {
            return options.queue(queue).retry(retry.policy()).build();
        }

        /** Checks rules that concern several fields. */
        private Optional<TaskDefinition> check() {
            retry.check(errors);
            if (runAt.isPresent() && delay.isPresent()) {
                errors.invalid("/delay", "cannot be given together with runAt");
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
            if (argsFit) {
                definition.ifPresent(d -> d.args()
                        .violations(args)
                        .forEach(violation -> errors.invalid("/args" + violation.pointer(), violation.detail())));
            }
            return definition;
        }
    }
}
