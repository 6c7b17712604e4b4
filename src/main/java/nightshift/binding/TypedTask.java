package nightshift.binding;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nightshift.job.JobHandler;
import nightshift.job.LeasedAttempt;
import nightshift.job.TaskDefinition.ArgsCheck;
import nightshift.task.AttemptFailed;
import nightshift.task.TaskHandler;
import nightshift.task.Violation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/** Reads the JSON text of a job into typed args and calls the handler with them. */
final class TypedTask<A extends Record> implements ArgsCheck, JobHandler {

    private final ArgsCodec codec;
    private final SchemaCheck schema;
    private final Class<A> type;
    private final ObjectReader reader;
    private final Supplier<TaskHandler<A>> handler;

    TypedTask(ArgsCodec codec, SchemaCheck schema, Class<A> type, Supplier<TaskHandler<A>> handler) {
        this.codec = codec;
        this.schema = schema;
        this.type = type;
        this.reader = codec.reader(codec.mapper().constructType(type));
        this.handler = handler;
    }

    @Override
    public List<Violation> violations(String argsJson) {
        Bound<A> bound = bind(argsJson);
        return bound.args().map(args -> List.copyOf(handler.get().check(args))).orElse(bound.violations());
    }

    // The schema is checked again: the job may have been accepted by another version of this task.
    @Override
    public Optional<String> handle(String argsJson, LeasedAttempt context) throws Exception {
        Bound<A> bound = bind(argsJson);
        A args = bound.args()
                .orElseThrow(() -> AttemptFailed.permanent(
                        "args-invalid", "the args do not fit the task: " + listed(bound.violations()), null));
        return Optional.ofNullable(handler.get().handle(args, context)).map(codec::write);
    }

    private Bound<A> bind(String argsJson) {
        List<Violation> violations = schema.violations(codec, argsJson);
        if (!violations.isEmpty()) {
            return new Bound<>(Optional.empty(), violations);
        }
        try {
            return new Bound<>(Optional.of(type.cast(ArgsCodec.read(reader, argsJson))), violations);
        } catch (JacksonException e) {
            return new Bound<>(Optional.empty(), List.of(BindViolation.of(e)));
        }
    }

    private static String listed(List<Violation> violations) {
        return violations.stream()
                .map(v -> (v.pointer() + " " + v.detail()).strip())
                .collect(Collectors.joining("; "));
    }

    /** Either the args, or why there are none. */
    private record Bound<A>(Optional<A> args, List<Violation> violations) {}
}
