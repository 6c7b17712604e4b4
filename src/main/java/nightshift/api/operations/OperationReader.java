package nightshift.api.operations;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.api.jobs.Conditions;
import nightshift.job.Fingerprint;
import nightshift.job.JobAction;
import nightshift.job.JobAction.Kind;
import nightshift.job.Limits;
import nightshift.operations.OperationRequest;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.Violation;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;
import nightshift.web.RecordBody;

/** Reads the body that asks for an operation. */
final class OperationReader {

    private static final String REFUSED = "The operation was not begun";

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
    private boolean filterIsWrong;
    /** The fields that the body has, whether they can be used or not. */
    private final Set<String> given = new HashSet<>();

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
        given.add(name);
        switch (name) {
            case "action" -> action = in.value(name, OperationReader::kind, "");
            case "filter" -> {
                int before = errors.count();
                filter = Optional.of(
                        RecordBody.field(in, name, Conditions.class, errors).all());
                filterIsWrong = errors.count() > before;
            }
            case "failure" -> failure = in.value(name, OperationReader::failure, "");
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
        return JobFilter.of(
                Matches.exactly(Field.FAILURE, Fingerprint.of(fingerprint).hex()));
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
        if (!given.contains("action")) {
            errors.invalid("/action", "is required");
        }
        boolean isOfGroup = given.contains("failure");
        if (!isOfGroup && !given.contains("filter")) {
            errors.invalid("/filter", "is required, or failure: name the jobs that the operation is for");
        } else if (!isOfGroup && !filterIsWrong && filter.equals(Optional.of(JobFilter.ALL))) {
            errors.malformed(
                    "/filter",
                    "must have at least one condition: an operation never means all jobs by accident. "
                            + "All jobs of a queue are \"queue:mail\", and all jobs of all queues \"created>2000-01-01\"");
        }
        action.ifPresent(this::checkFor);
    }

    private void checkFor(Kind kind) {
        require(kind, Kind.REPRIORITIZE, "priority");
        require(kind, Kind.MOVE, "queue");
        only(kind, Kind.REPRIORITIZE, "priority");
        only(kind, Kind.MOVE, "queue");
        only(kind, Kind.RETRY, "canary");
        only(kind, Kind.RETRY, "stopAtFailureRatio");
    }

    private void require(Kind kind, Kind wanted, String name) {
        if (kind == wanted && !given.contains(name)) {
            errors.invalid("/" + name, "is required for the action " + wanted.label());
        }
    }

    private void only(Kind kind, Kind wanted, String name) {
        if (kind != wanted && given.contains(name)) {
            errors.invalidToo(new Violation("/" + name, "is only for the action " + wanted.label()));
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
