package nightshift.api.operations;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.api.jobs.Conditions;
import nightshift.job.JobAction;
import nightshift.job.JobAction.Kind;
import nightshift.job.Limits;
import nightshift.operations.OperationRequest;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;
import nightshift.web.RecordBody;

/** Reads the body that asks for an operation. */
final class OperationReader {

    private static final String REFUSED = "The operation was not begun";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{16}");

    private final FieldErrors errors = new FieldErrors();
    private Optional<Kind> action = Optional.empty();
    private Optional<JobFilter> filter = Optional.empty();
    private Optional<Integer> priority = Optional.empty();
    private Optional<QueueName> queue = Optional.empty();
    private Optional<Integer> ratePerSecond = Optional.empty();
    private Optional<Double> stopAtFailureRatio = Optional.empty();
    private Optional<CanaryReader> canary = Optional.empty();
    private boolean validateOnly;
    private Optional<JobFilter> failure = Optional.empty();
    private boolean filterGiven;
    private boolean actionGiven;

    /**
     * What a body asks for.
     *
     * @param request      the operation
     * @param validateOnly whether to only find out what it would do
     */
    record Asked(OperationRequest request, boolean validateOnly) {}

    private OperationReader() {}

    /** @throws ProblemException if the body is not JSON, or asks for nothing that can be done; it names everything that is wrong */
    static Asked read(byte[] body) {
        OperationReader reader = new OperationReader();
        FieldReader.read(body, 0, body.length, reader.errors, reader::field);
        reader.check();
        reader.errors.throwIfAny(REFUSED);
        return new Asked(reader.request(), reader.validateOnly);
    }

    private void field(FieldReader in, String name) {
        switch (name) {
            case "action" -> {
                actionGiven = true;
                action = in.value(name, OperationReader::kind, "");
            }
            case "filter" -> {
                filterGiven = true;
                filter = Optional.of(
                        RecordBody.field(in, name, Conditions.class, errors).all());
            }
            case "failure" -> {
                filterGiven = true;
                failure = in.value(name, OperationReader::failure, "");
            }
            case "priority" -> priority = within(in.whole(name), name, Limits.PRIORITY_FIRST, Limits.PRIORITY_LAST);
            case "queue" -> queue = in.value(name, QueueName::new, "");
            case "validateOnly" -> validateOnly = in.truth(name).orElse(false);
            case "ratePerSecond" -> ratePerSecond = within(in.whole(name), name, 1, OperationRequest.RATE_MOST);
            case "stopAtFailureRatio" -> stopAtFailureRatio = CanaryReader.ratio(in, name, errors);
            case "canary" -> canary = CanaryReader.read(in, name, errors);
            default -> in.unknown(name);
        }
    }

    private static JobFilter failure(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("must be the fingerprint of a failure group: 16 hex digits");
        }
        return JobFilter.of(Matches.exactly(Field.FAILURE, fingerprint));
    }

    private Optional<Integer> within(Optional<Integer> value, String name, int least, int most) {
        return CanaryReader.within(value, "/" + name, least, most, errors);
    }

    private static Kind kind(String label) {
        return Kind.ofLabel(label)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Stream.of(Kind.values()).map(Kind::label).collect(Collectors.joining(", "))));
    }

    private void check() {
        if (!actionGiven) {
            errors.invalid("/action", "is required");
        }
        if (!filterGiven) {
            errors.invalid("/filter", "is required, or failure: name the jobs that the operation is for");
        } else if (errors.isEmpty() && failure.isEmpty() && filter.equals(Optional.of(JobFilter.ALL))) {
            errors.malformed(
                    "/filter",
                    "must have at least one condition: an operation never means all jobs by accident. "
                            + "All jobs of a queue are \"queue:mail\", and all jobs of all queues \"created>2000-01-01\"");
        }
        action.ifPresent(this::checkFor);
    }

    private void checkFor(Kind kind) {
        only(kind == Kind.REPRIORITIZE, priority.isPresent(), "/priority", "reprioritize");
        only(kind == Kind.MOVE, queue.isPresent(), "/queue", "move");
        if (kind != Kind.RETRY) {
            String detail = "is only for the action retry";
            canary.ifPresent(given -> errors.invalid("/canary", detail));
            stopAtFailureRatio.ifPresent(given -> errors.invalid("/stopAtFailureRatio", detail));
        }
    }

    private void only(boolean needed, boolean given, String pointer, String wanted) {
        if (needed && !given && errors.isEmpty()) {
            errors.invalid(pointer, "is required for the action " + wanted);
        } else if (!needed && given) {
            errors.invalid(pointer, "is only for the action " + wanted);
        }
    }

    private OperationRequest request() {
        return new OperationRequest(
                new JobAction(action.orElseThrow(), priority, queue),
                filter.orElse(JobFilter.ALL).and(failure.orElse(JobFilter.ALL)),
                ratePerSecond,
                canary.map(CanaryReader::plan),
                stopAtFailureRatio);
    }
}
