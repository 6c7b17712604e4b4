package nightshift.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nightshift.incident.Monitoring.Found;
import nightshift.store.QueueControl.Throughput;

/** The charts, as tables. */
record ChartSection(Found<Chart> charts, List<Throughput> minutes, Window window) implements Section {

    private static final int MOST = 60;

    @Override
    public void write(Page page) {
        page.title(2, "Charts");
        charts.problem().ifPresent(page::paragraph);
        if (charts.items().isEmpty()) {
            page.title(3, "Jobs, counted by Redis").paragraph("Redis keeps these counts for two hours.");
            write(page, counted());
        }
        if (!charts.items().isEmpty()) {
            page.paragraph("A row stands for the " + window.step().toMinutes() + " min before its time.");
        }
        for (Chart chart : charts.items()) {
            page.title(3, chart.title());
            write(page, chart);
        }
    }

    private static void write(Page page, Chart chart) {
        List<String> head = new ArrayList<>(List.of("until"));
        chart.columns().forEach(column -> head.add(column.name()));
        page.table(head, chart.rows().stream().map(row -> row(chart, row)).toList(), MOST);
    }

    private static List<String> row(Chart chart, Chart.Row row) {
        List<String> cells = new ArrayList<>(List.of(Page.time(row.until())));
        IntStream.range(0, chart.columns().size())
                .forEach(i -> cells.add(
                        text(chart.columns().get(i).unit(), row.values().get(i))));
        return cells;
    }

    static String text(Unit unit, OptionalDouble value) {
        return value.isPresent() ? unit.text(value.getAsDouble()) : "–";
    }

    /** What Redis counted in the minutes of the window that it still knows. */
    private Chart counted() {
        SortedMap<Long, long[]> steps = new TreeMap<>();
        long step = window.step().toSeconds();
        for (Throughput minute : minutes) {
            if (window.overlaps(minute.minute(), Optional.of(minute.minute().plusSeconds(60)))) {
                long[] sums = steps.computeIfAbsent(
                        Math.floorDiv(minute.minute().getEpochSecond(), step) + 1, n -> new long[4]);
                sums[0] += minute.submitted();
                sums[1] += minute.succeeded();
                sums[2] += minute.failed();
                sums[3] += minute.dead();
            }
        }
        return new Chart(
                "",
                Stream.of("submitted", "succeeded", "failed attempts", "became dead")
                        .map(name -> new Chart.Column(name, Unit.COUNT))
                        .toList(),
                steps.entrySet().stream()
                        .map(each -> new Chart.Row(
                                Instant.ofEpochSecond(each.getKey() * step),
                                Arrays.stream(each.getValue())
                                        .mapToObj(OptionalDouble::of)
                                        .toList()))
                        .toList());
    }

    @Override
    public Stream<Moment> moments() {
        return Stream.empty();
    }
}
