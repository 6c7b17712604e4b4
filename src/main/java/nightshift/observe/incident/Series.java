package nightshift.observe.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A series of a range query.
 *
 * @param labels by name
 * @param values by their time; only numbers
 */
record Series(Map<String, String> labels, SortedMap<Instant, Double> values) {

    /**
     * Those that have values.
     *
     * @param result of Prometheus
     */
    static List<Series> of(JsonNode result) {
        List<Series> all = new ArrayList<>();
        result.forEach(series -> all.add(one(series)));
        all.removeIf(series -> series.values.isEmpty());
        return all;
    }

    private static Series one(JsonNode series) {
        Map<String, String> labels = new LinkedHashMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        SortedMap<Instant, Double> values = new TreeMap<>();
        for (JsonNode point : series.path("values")) {
            double value = number(point.path(1).asString(""));
            if (Double.isFinite(value)) {
                values.put(Instant.ofEpochMilli(Math.round(point.path(0).asDouble(0) * 1_000)), value);
            }
        }
        return new Series(labels, values);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // +Inf is infinite in Java's words only
        }
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
