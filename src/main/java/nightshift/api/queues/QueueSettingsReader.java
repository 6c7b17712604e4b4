package nightshift.api.queues;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
import nightshift.limit.SettingsPatch;
import nightshift.limit.SettingsPatch.Change;
import nightshift.task.QueueName;
import nightshift.task.Violation;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;
import nightshift.web.ProblemException;

/** Reads settings of queues: a change of one queue as a JSON Merge Patch, or a file with those of many. */
public final class QueueSettingsReader {

    static final String REFUSAL = "The settings were not changed";

    private final FieldErrors errors;
    /** Whether null removes a value. */
    private final boolean isPatch;

    private final List<Change> changes = new ArrayList<>();
    /** How much of a pointer names the queue. */
    private final String base;

    private QueueSettingsReader(FieldErrors errors, boolean isPatch, String base) {
        this.errors = errors;
        this.isPatch = isPatch;
        this.base = base;
    }

    /**
     * Reads the change of a queue.
     *
     * @param errors gets what cannot be read; the caller adds what cannot be used, so that one answer names everything
     * @return the change without the values that cannot be read
     * @throws ProblemException if the body is not a JSON object
     */
    static SettingsPatch patch(byte[] body, FieldErrors errors) {
        QueueSettingsReader reader = new QueueSettingsReader(errors, true, "");
        FieldReader.read(body, 0, body.length, errors, reader::field);
        return new SettingsPatch(reader.changes);
    }

    /**
     * Reads the file of {@code nightshift.queues}: an object with the settings of each queue by its name.
     *
     * @throws ProblemException if the text is something else; it names everything that is wrong
     */
    public static Map<QueueName, SettingValues> file(byte[] text) {
        FieldErrors errors = new FieldErrors();
        Map<QueueName, SettingValues> queues = new LinkedHashMap<>();
        FieldReader.read(text, 0, text.length, errors, (in, name) -> {
            QueueSettingsReader reader = new QueueSettingsReader(errors, false, in.pointer(name));
            in.nested(name, reader::field);
            SettingValues values = SettingValues.NONE.after(new SettingsPatch(reader.changes));
            for (Violation violation : QueueSettings.violations(values)) {
                errors.invalidToo(new Violation(reader.base + violation.pointer(), violation.detail()));
            }
            queueName(name, in.pointer(name), errors).ifPresent(queue -> queues.put(queue, values));
        });
        long retentions = queues.values().stream()
                .filter(values -> !QueueSettings.of(values).retention().isEmpty())
                .count();
        if (errors.isEmpty() && retentions > QueueSettings.RETENTION_QUEUES_MOST) {
            errors.invalid(
                    "",
                    "must have a retention for at most " + QueueSettings.RETENTION_QUEUES_MOST + " queues, not for "
                            + retentions);
        }
        errors.throwIfAny("The file of queues cannot be used");
        return queues;
    }

    private static Optional<QueueName> queueName(String name, String pointer, FieldErrors errors) {
        try {
            return Optional.of(new QueueName(name));
        } catch (IllegalArgumentException e) {
            errors.invalid(pointer, "is not the name of a queue: it " + e.getMessage());
            return Optional.empty();
        }
    }

    private void field(FieldReader in, String name) {
        switch (name) {
            case "concurrency" -> number(in, name);
            case "rateLimit" -> object(in, name, this::rateLimit);
            case "perKey" -> object(in, name, this::perKey);
            case "fair" ->
                value(in, name, in.isNull() ? Optional.empty() : in.truth(name).map(Object::toString));
            case "weights" -> object(in, name, this::number);
            case "retention" -> object(in, name, this::retention);
            case "description", "owner" -> value(in, name, in.isNull() ? Optional.empty() : in.text(name));
            default -> in.unknown(name);
        }
    }

    private void perKey(FieldReader in, String name) {
        switch (name) {
            case "concurrency" -> number(in, name);
            case "rateLimit" -> object(in, name, this::rateLimit);
            default -> in.unknown(name);
        }
    }

    private void rateLimit(FieldReader in, String name) {
        switch (name) {
            case "permits" -> number(in, name);
            case "per" -> duration(in, name);
            default -> in.unknown(name);
        }
    }

    private void retention(FieldReader in, String name) {
        switch (name) {
            case "SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED" -> object(in, name, this::stateRetention);
            default -> in.unknown(name, "is not a final state. Use SUCCEEDED, DEAD, CANCELLED or EXPIRED");
        }
    }

    private void stateRetention(FieldReader in, String name) {
        switch (name) {
            case "age" -> duration(in, name);
            case "count" -> number(in, name);
            default -> in.unknown(name);
        }
    }

    private void duration(FieldReader in, String name) {
        value(in, name, in.isNull() ? Optional.empty() : in.duration(name).map(Object::toString));
    }

    private void number(FieldReader in, String name) {
        value(in, name, in.isNull() ? Optional.empty() : in.whole(name).map(n -> Integer.toString(n)));
    }

    private void object(FieldReader in, String name, BiConsumer<FieldReader, String> field) {
        if (in.isNull() && isPatch) {
            changes.add(new Change(pointer(in, name), Optional.empty()));
        } else {
            in.nested(name, field);
        }
    }

    /** @param text empty if the value is null, or wrong: what is wrong is among the errors then, and nothing is changed */
    private void value(FieldReader in, String name, Optional<String> text) {
        if (in.isNull() && !isPatch) {
            errors.malformed(in.pointer(name), "must not be null; leave it out instead");
        }
        changes.add(new Change(pointer(in, name), text));
    }

    private String pointer(FieldReader in, String name) {
        return in.pointer(name).substring(base.length());
    }
}
