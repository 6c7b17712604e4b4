package nightshift.api.destinations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nightshift.limit.DestinationLimits;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
import nightshift.limit.SettingsPatch;
import nightshift.limit.SettingsPatch.Change;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** Reads the bodies of calls that change a destination. */
final class DestinationBodies {

    static final Duration WAIT_SHORTEST = Duration.ofSeconds(1);
    static final Duration WAIT_LONGEST = Duration.ofDays(30);

    private static final String NOT_CHANGED = "The limits were not changed";
    private static final String CONCURRENCY = "/concurrency";
    private static final String RATE = "/rateLimit";

    private DestinationBodies() {}

    /**
     * Reads for how long a breaker is to be open.
     *
     * @return empty if only a person closes it
     * @throws ProblemException if the body says something else; it names everything that is wrong
     */
    static Optional<Duration> wait(byte[] body) {
        if (body.length == 0) {
            return Optional.empty();
        }
        FieldErrors errors = new FieldErrors();
        List<Duration> read = new ArrayList<>(1);
        FieldReader.read(body, 0, body.length, errors, (in, name) -> {
            if (name.equals("for")) {
                in.duration(name).ifPresent(read::add);
            } else {
                in.unknown(name);
            }
        });
        read.stream()
                .filter(wait -> wait.compareTo(WAIT_SHORTEST) < 0 || wait.compareTo(WAIT_LONGEST) > 0)
                .forEach(wait ->
                        errors.invalid("/for", "must be from PT1S to P30D; leave it out to open it without an end"));
        errors.throwIfAny("The breaker was not opened");
        return read.stream().findFirst();
    }

    /**
     * Reads a change of limits as a JSON Merge Patch. The change throws a {@link ProblemException} that names everything that is
     * wrong, in the body and in the limits that it would lead to.
     *
     * @throws ProblemException if the body is not a JSON object
     */
    static UnaryOperator<DestinationLimits> change(byte[] body) {
        FieldErrors errors = new FieldErrors();
        List<Change> changes = new ArrayList<>();
        FieldReader.read(body, 0, body.length, errors, (in, name) -> {
            switch (name) {
                case "concurrency" -> number(in, name, changes);
                case "rateLimit" -> rate(in, name, changes);
                default -> in.unknown(name);
            }
        });
        SettingsPatch patch = new SettingsPatch(changes);
        return limits -> changed(limits, patch, errors);
    }

    private static void rate(FieldReader in, String name, List<Change> changes) {
        if (in.isNull()) {
            changes.add(new Change(in.pointer(name), Optional.empty()));
            return;
        }
        in.nested(name, (rate, field) -> {
            switch (field) {
                case "permits" -> number(rate, field, changes);
                case "per" ->
                    changes.add(new Change(
                            rate.pointer(field),
                            rate.isNull()
                                    ? Optional.empty()
                                    : rate.duration(field).map(Duration::toString)));
                default -> rate.unknown(field);
            }
        });
    }

    private static void number(FieldReader in, String name, List<Change> changes) {
        changes.add(new Change(
                in.pointer(name),
                in.isNull() ? Optional.empty() : in.whole(name).map(n -> Integer.toString(n))));
    }

    private static DestinationLimits changed(DestinationLimits limits, SettingsPatch patch, FieldErrors errors) {
        Map<String, String> texts = new TreeMap<>();
        limits.concurrency().ifPresent(most -> texts.put(CONCURRENCY, most.toString()));
        limits.rateLimit().ifPresent(rate -> {
            texts.put(RATE + "/permits", Integer.toString(rate.permits()));
            texts.put(RATE + "/per", rate.per().toString());
        });
        SettingValues values = new SettingValues(texts).after(patch);
        QueueSettings.violations(values).forEach(errors::invalidToo);
        errors.throwIfAny(NOT_CHANGED);
        QueueSettings settings = QueueSettings.of(values);
        return new DestinationLimits(settings.concurrency(), settings.rateLimit());
    }
}
