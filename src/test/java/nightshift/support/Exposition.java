package nightshift.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} answered, in the Prometheus text format. */
public final class Exposition {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final String text;
    private final Map<String, String> types = new TreeMap<>();
    private final List<Series> series = new ArrayList<>();

    /** One line: {@code le} and all. */
    public record Series(String name, Map<String, String> labels, double value) {}

    public Exposition(String text) {
        this.text = text;
        text.lines().forEach(this::read);
    }

    private void read(String line) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            types.put(type.group(1), type.group(2));
        } else if (!line.startsWith("#") && !line.isBlank()) {
            Matcher matcher = SERIES.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no series: " + line);
            }
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher label = LABEL.matcher(matcher.group(2) == null ? "" : matcher.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            series.add(new Series(matcher.group(1), labels, Double.parseDouble(matcher.group(3))));
        }
    }

    /** The type of each metric, by its name: for a histogram without the suffixes of its series. */
    public Map<String, String> types() {
        return types;
    }

    public List<Series> series() {
        return series;
    }

    /** All series of a metric; for a histogram, those that end in {@code _count}. */
    public List<Series> of(String metric) {
        String name = "histogram".equals(types.get(metric)) ? metric + "_count" : metric;
        return series.stream().filter(one -> one.name().equals(name)).toList();
    }

    public long count(Predicate<String> name) {
        return series.stream().filter(one -> name.test(one.name())).count();
    }

    /** The sum over all series of a metric that have these labels. */
    public double sum(String metric, Map<String, String> labels) {
        return of(metric).stream()
                .filter(one -> one.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Series::value)
                .sum();
    }

    /** The lines about metrics whose names begin so. */
    public String lines(String prefix) {
        StringBuilder lines = new StringBuilder();
        text.lines()
                .filter(line -> line.startsWith(prefix) || line.matches("# (?:HELP|TYPE) " + prefix + ".*"))
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}
