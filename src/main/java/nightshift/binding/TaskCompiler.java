package nightshift.binding;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import nightshift.job.JobHandler;
import nightshift.job.Limits;
import nightshift.job.TaskDefinition;
import nightshift.job.TaskDefinition.ArgsCheck;
import nightshift.task.RawTaskHandler;
import nightshift.task.Task;
import nightshift.task.TaskHandler;
import nightshift.task.TaskName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Turns handlers into task definitions: reads their annotation, derives the schema of their args, and puts the check
 * and the conversion of args in front of them. All slow work happens here, once.
 */
public final class TaskCompiler {

    private final ArgsCodec codec = new ArgsCodec();
    private final ArgsSchema schemas = new ArgsSchema(codec.mapper());

    /**
     * The task of a handler whose class has {@link Task}.
     *
     * @throws IllegalArgumentException if the annotation is missing or wrong, or the args are not a record
     */
    public <A extends Record> TaskDefinition compile(TaskHandler<A> handler) {
        return compile(handler.getClass(), () -> handler);
    }

    /**
     * The task of a raw handler whose class has {@link Task}.
     *
     * @throws IllegalArgumentException if the annotation or the schema is missing or wrong
     */
    public TaskDefinition compile(RawTaskHandler handler) {
        Heading heading = Heading.of(handler.getClass());
        return compile(heading.name(), heading.description(), heading.timeout(), handler);
    }

    /**
     * A task that is named here rather than by annotation.
     *
     * @throws IllegalArgumentException if the args are not a record
     */
    public <A extends Record> TaskDefinition compile(
            TaskName name, String description, Duration timeout, TaskHandler<A> handler) {
        return compile(new Heading(name, description, timeout), handler.getClass(), () -> handler);
    }

    /**
     * A raw task that is named here rather than by annotation.
     *
     * @throws IllegalArgumentException if the schema is wrong
     */
    public TaskDefinition compile(TaskName name, String description, Duration timeout, RawTaskHandler handler) {
        return compile(name, description, timeout, handler.argsSchema(), handler::handle);
    }

    /**
     * A task of the server's own.
     *
     * @throws IllegalArgumentException if the schema is wrong
     */
    public TaskDefinition compile(TaskName name, String description, Duration timeout, ServerTask task) {
        return compile(name, description, timeout, task.argsSchema(), task);
    }

    private TaskDefinition compile(
            TaskName name, String description, Duration timeout, String schema, JobHandler handler) {
        return new TaskDefinition(name, description, schema, timeout, rawCheck(name, schema), handler);
    }

    /** Like the first method, for a handler that is created when it is first needed. */
    TaskDefinition compile(Class<?> type, Supplier<? extends TaskHandler<?>> handler) {
        return compile(Heading.of(type), type, handler);
    }

    @SuppressWarnings("unchecked") // argsType reads A from the class of this very handler
    private <A extends Record> TaskDefinition compile(
            Heading heading, Class<?> type, Supplier<? extends TaskHandler<?>> handler) {
        Class<A> argsType = (Class<A>) argsType(heading.name(), type);
        JsonNode schema = schemas.of(argsType);
        TypedTask<A> task =
                new TypedTask<>(codec, new SchemaCheck(schema), argsType, (Supplier<TaskHandler<A>>) handler);
        return new TaskDefinition(
                heading.name(), heading.description(), schema.toString(), heading.timeout(), task, task);
    }

    // Works through proxies and generic superclasses.
    private Class<?> argsType(TaskName name, Class<?> handlerType) {
        JavaType[] found =
                codec.mapper().getTypeFactory().constructType(handlerType).findTypeParameters(TaskHandler.class);
        if (found.length != 1 || !found[0].getRawClass().isRecord()) {
            throw new IllegalArgumentException(
                    "task " + name + ": the type of the args of " + handlerType.getName() + " must be a record");
        }
        return found[0].getRawClass();
    }

    private ArgsCheck rawCheck(TaskName name, String schemaText) {
        try {
            JsonNode schemaJson = codec.tree(schemaText);
            if (schemaJson.isObject() && schemaJson.isEmpty()) {
                return argsJson -> List.of();
            }
            SchemaCheck schema = new SchemaCheck(schemaJson);
            return argsJson -> schema.violations(codec, argsJson);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IllegalArgumentException("task " + name + ": " + e.getMessage(), e);
        }
    }

    /** What {@link Task} says, checked. */
    private record Heading(TaskName name, String description, Duration timeout) {

        Heading {
            Objects.requireNonNull(description);
        }

        static Heading of(Class<?> handlerType) {
            Task task = annotation(handlerType);
            try {
                return new Heading(new TaskName(task.value()), task.description(), timeout(task.timeout()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "@Task(\"" + task.value() + "\") on " + handlerType.getName() + ": " + e.getMessage(), e);
            }
        }

        // Proxies and interceptors are subclasses, which do not inherit the annotation.
        private static Task annotation(Class<?> handlerType) {
            for (Class<?> type = handlerType; type != null; type = type.getSuperclass()) {
                Task task = type.getAnnotation(Task.class);
                if (task != null) {
                    return task;
                }
            }
            throw new IllegalArgumentException(handlerType.getName() + " must be annotated with @Task");
        }

        private static Duration timeout(String text) {
            if (text.isEmpty()) {
                return TaskDefinition.TIMEOUT_DEFAULT;
            }
            String rule = "timeout must be from PT0.001S to PT24H, not " + text;
            try {
                Duration timeout = Duration.parse(text);
                if (timeout.toMillis() >= 1 && timeout.compareTo(Limits.TIMEOUT_LONGEST) <= 0) {
                    return timeout;
                }
            } catch (DateTimeException | ArithmeticException e) {
                throw new IllegalArgumentException(rule, e);
            }
            throw new IllegalArgumentException(rule);
        }
    }
}
