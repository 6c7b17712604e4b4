package nightshift.observe.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;

/** A counter for each of a few values that are known from the start. */
final class Tally {

    private final Map<String, Counter> counters;

    Tally(Meters meters, String name, String description, String label, Collection<String> values) {
        counters = values.stream()
                .collect(Collectors.toUnmodifiableMap(
                        value -> value, value -> meters.counter(name, description, new Tag(label, value))));
    }

    /** Counts one of this value, which must be among those known. */
    void count(String value) {
        counters.get(value).inc();
    }
}
