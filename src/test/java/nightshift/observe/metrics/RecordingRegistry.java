package nightshift.observe.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** A registry that remembers what was put into it: by name and labels, a number, or for timers how often they were used. */
final class RecordingRegistry {

    private final Map<String, Supplier<Number>> values = new ConcurrentHashMap<>();
    private final Map<String, Object> metrics = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();

    Meters meters() {
        return new Meters(registry());
    }

    MetricRegistry registry() {
        return proxy(MetricRegistry.class, (self, method, args) -> {
            asked.incrementAndGet();
            return answer(method, args);
        });
    }

    private Object answer(Method method, Object[] args) {
        return switch (method.getName()) {
            case "counter" -> metrics.computeIfAbsent(name(args), key -> counted(key, Counter.class));
            case "timer" -> metrics.computeIfAbsent(name(args), key -> counted(key, Timer.class));
            case "gauge" ->
                values.put(series(((Metadata) args[0]).getName(), Arrays.asList((Tag[]) args[2])), supplier(args[1]));
            case "remove" ->
                values.remove(series(((MetricID) args[0]).getName(), ((MetricID) args[0]).getTagsAsList())) != null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    @SuppressWarnings("unchecked")
    private static Supplier<Number> supplier(Object gauge) {
        return (Supplier<Number>) gauge;
    }

    /** The series of a name, by their labels such as {@code queue=mail,task=send}, with their values. */
    Map<String, Number> of(String name) {
        Map<String, Number> found = new ConcurrentHashMap<>();
        values.forEach((series, value) -> {
            if (series.startsWith(name + "{")) {
                found.put(series.substring(name.length() + 1, series.length() - 1), value.get());
            }
        });
        return found;
    }

    /** How often something was asked of the registry itself. */
    long asked() {
        return asked.get();
    }

    /** The name of the metric of each series. */
    List<String> names() {
        return values.keySet().stream()
                .map(series -> series.substring(0, series.indexOf('{')))
                .toList();
    }

    private Object counted(String series, Class<?> type) {
        AtomicLong count = new AtomicLong();
        values.put(series, count::get);
        return proxy(type, (self, method, args) -> {
            if (!method.getName().equals("inc") && !(args[0] instanceof Duration)) {
                throw new UnsupportedOperationException(method.toString());
            }
            count.addAndGet(args != null && args[0] instanceof Long more ? more : 1);
            return null;
        });
    }

    private static String name(Object[] args) {
        return series(((Metadata) args[0]).getName(), Arrays.asList((Tag[]) args[1]));
    }

    private static String series(String name, List<Tag> tags) {
        return name + "{"
                + String.join(
                        ",",
                        tags.stream()
                                .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                                .toList()) + "}";
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
