package nightshift.incident;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.format.filter.FilterText;
import nightshift.operations.Operations.Operation;

/** Operations that were under way. */
record OperationSection(List<Operation> operations, boolean isAll, Window window, String console) implements Section {

    private static final int MOST = 60;

    @Override
    public void write(Page page) {
        page.title(2, "Operations");
        if (!isAll) {
            page.paragraph("Only the latest operations were looked at, so earlier ones can be missing.");
        }
        page.table(
                List.of("began", "ended", "by", "action", "filter", "state", "done", "skipped", "unreadable", "report"),
                operations.stream().map(this::row).toList(),
                MOST);
    }

    private List<String> row(Operation operation) {
        return List.of(
                Page.time(operation.createdAt()),
                operation.endedAt().map(Page::time).orElse("still runs"),
                Page.code(operation.createdBy()),
                operation.request().action().kind().label(),
                Page.code(FilterText.write(operation.request().filter())),
                state(operation),
                Long.toString(operation.done()),
                operation.skipped().stream()
                        .map(skipped -> skipped.count() + " " + skipped.reason().label())
                        .collect(Collectors.joining(", ")),
                Long.toString(operation.failed()),
                Page.link("report", console + "/operations/" + operation.id()));
    }

    private static String state(Operation operation) {
        return operation
                .stop()
                .map(stop -> "stopped: " + stop.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(operation.state().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Stream<Moment> moments() {
        return operations.stream()
                .flatMap(operation -> Stream.concat(
                        Stream.of(new Moment(
                                operation.createdAt(),
                                "Operation " + what(operation) + " begun by " + Page.code(operation.createdBy()))),
                        operation
                                .endedAt()
                                .map(at -> new Moment(
                                        at,
                                        "Operation " + what(operation) + " ended (" + state(operation) + ", "
                                                + operation.done() + " done)"))
                                .stream()))
                .filter(moment -> window.has(moment.at()));
    }

    private String what(Operation operation) {
        return Page.link(operation.request().action().kind().label(), console + "/operations/" + operation.id());
    }
}
