package nightshift.incident;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.incident.Monitoring.Found;

/** The alerts that fired. */
record AlertSection(Found<Alert> alerts, String console) implements Section {

    private static final int MOST = 100;

    @Override
    public void write(Page page) {
        page.title(2, "Alerts");
        alerts.problem().ifPresent(page::paragraph);
        if (alerts.problem().isEmpty() || !alerts.items().isEmpty()) {
            page.table(
                    List.of("began", "ended", "alert", "severity", "labels", "runbook"),
                    alerts.items().stream().map(this::row).toList(),
                    MOST);
        }
    }

    private List<String> row(Alert alert) {
        return List.of(
                alert.began().map(Page::time).orElse("before"),
                alert.ended().map(Page::time).orElse("still fires"),
                Page.code(alert.name()),
                Page.code(alert.severity()),
                labels(alert),
                runbook(alert));
    }

    private static String labels(Alert alert) {
        return new TreeMap<>(alert.labels())
                .entrySet().stream()
                        .map(label -> Page.code(label.getKey() + "=" + label.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private String runbook(Alert alert) {
        return alert.name().matches("[A-Za-z0-9]+")
                ? Page.link("runbook", console + "/runbooks#" + alert.name().toLowerCase(Locale.ROOT))
                : "";
    }

    @Override
    public Stream<Moment> moments() {
        return alerts.items().stream()
                .flatMap(alert -> Stream.concat(
                        alert.began().map(at -> new Moment(at, what(alert) + " began to fire")).stream(),
                        alert.ended().map(at -> new Moment(at, what(alert) + " ended")).stream()));
    }

    private static String what(Alert alert) {
        String queue = alert.labels().getOrDefault("queue", "");
        return "Alert " + Page.code(alert.name())
                + (alert.severity().isEmpty() ? "" : " (" + Page.code(alert.severity()) + ")")
                + (queue.isEmpty() ? "" : " of queue " + Page.code(queue));
    }
}
