package nightshift.observe.metrics;

import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Makes Nightshift's metrics. Every name begins with {@code nightshift_}; {@code docs/metrics.md} explains each. */
final class Meters {

    private final MetricRegistry registry;

    Meters(MetricRegistry registry) {
        this.registry = registry;
    }

    Counter counter(String name, String description, Tag... tags) {
        return registry.counter(named(name, description), tags);
    }

    /** A histogram of durations; the text form adds {@code _seconds}. Its buckets are in the configuration. */
    Timer timer(String name, String description, Tag... tags) {
        return registry.timer(named(name, description), tags);
    }

    void gauge(String name, String description, Supplier<Number> value, Tag... tags) {
        registry.gauge(named(name, description), value, tags);
    }

    void remove(String name, Tag... tags) {
        registry.remove(new MetricID(name, tags));
    }

    private static Metadata named(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
