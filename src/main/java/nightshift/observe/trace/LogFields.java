package nightshift.observe.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.task.JobId;

/**
 * The fields {@code jobId}, {@code attempt}, {@code traceId} and {@code spanId} of log lines. While a thread works on
 * something, every line that it logs carries them, from any logger.
 *
 * <p>Open Liberty adds such fields to its JSON lines through LogRecordContext, an API of its runtime that no Maven
 * artifact has; hence the method handles. Outside of Liberty nothing is added.
 */
public final class LogFields implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogFields.class.getName());
    private static final String CONTEXT = "com.ibm.websphere.logging.hpel.LogRecordContext";
    private static final ThreadLocal<Values> CURRENT = new ThreadLocal<>();

    // The runtime holds them weakly.
    private final Map<String, Object> extensions = new LinkedHashMap<>();

    /** What the current thread works on. Texts are made when something is logged, which most jobs never do. */
    private record Values(JobId job, int attempt, String trace) {

        String jobId() {
            return job == null ? null : job.toString();
        }

        String attemptText() {
            return job == null ? null : Integer.toString(attempt);
        }

        String traceId() {
            SpanContext span = Span.current().getSpanContext();
            if (span.isValid()) {
                return span.getTraceId();
            }
            return job == null ? trace : TraceId.of(job);
        }

        // A remote span is that of a caller, who logs under it.
        String spanId() {
            SpanContext span = Span.current().getSpanContext();
            return span.isValid() && !span.isRemote() ? span.getSpanId() : null;
        }
    }

    /** Lets the runtime ask for the fields, until closed. */
    public LogFields() {
        register("jobId", Values::jobId);
        register("attempt_int", Values::attemptText);
        register("traceId", Values::traceId);
        register("spanId", Values::spanId);
    }

    /** Everything that this thread logs from now on belongs to this attempt of a job, until {@link #clear}. */
    static void job(JobId job, int attempt) {
        CURRENT.set(new Values(job, attempt, null));
    }

    /** Everything that this thread logs from now on belongs to this trace, until {@link #clear}. */
    static void trace(String traceId) {
        CURRENT.set(new Values(null, 0, traceId));
    }

    /** What this thread logs from now on has no such fields. */
    static void clear() {
        CURRENT.remove();
    }

    private void register(String name, Function<Values, String> field) {
        Supplier<String> value = () -> {
            Values values = CURRENT.get();
            return values == null ? null : field.apply(values);
        };
        try {
            Class<?> context = Class.forName(CONTEXT);
            Class<?> type = Class.forName(CONTEXT + "$Extension");
            MethodHandle get = MethodHandles.lookup()
                    .findVirtual(Supplier.class, "get", MethodType.methodType(Object.class))
                    .bindTo(value)
                    .asType(MethodType.methodType(String.class));
            Object extension = MethodHandleProxies.asInterfaceInstance(type, get);
            MethodHandles.publicLookup()
                    .findStatic(context, "registerExtension", MethodType.methodType(void.class, String.class, type))
                    .invoke(name, extension);
            extensions.put(name, extension);
        } catch (ClassNotFoundException e) {
            LOG.log(Level.FINE, "Not in Open Liberty: log lines have no field " + name, e);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "Log lines will have no field " + name, e);
        }
    }

    @Override
    public void close() {
        for (String name : extensions.keySet()) {
            try {
                MethodHandles.publicLookup()
                        .findStatic(
                                Class.forName(CONTEXT),
                                "unregisterExtension",
                                MethodType.methodType(boolean.class, String.class))
                        .invoke(name);
            } catch (Throwable e) {
                LOG.log(Level.WARNING, "The log field " + name + " could not be removed", e);
            }
        }
    }
}
