package nightshift.incident;

import java.util.List;
import java.util.stream.Stream;
import nightshift.store.FailureGroup;
import nightshift.store.FailureHours.Failing;
import nightshift.store.FailureHours.InTime;

/** The failure groups that began or failed most. */
record FailureSection(InTime failures, String console) implements Section {

    /** Groups of each table. */
    static final int MOST = 20;

    private static final List<String> HEAD =
            List.of("failures", "first seen", "last seen", "dead now", "retrying now", "task", "cause", "page");

    @Override
    public void write(Page page) {
        page.title(2, "Failure groups")
                .paragraph("Failures are counted by hours of the clock, so those just before and after count too.")
                .title(3, "New")
                .table(HEAD, failures.begun().stream().map(this::row).toList(), MOST);
        leftOut(page, failures.begins() - failures.begun().size());
        page.title(3, "With the most failures")
                .table(HEAD, failures.busiest().stream().map(this::row).toList(), MOST);
        leftOut(page, failures.groups() - failures.busiest().size());
    }

    private static void leftOut(Page page, int groups) {
        if (groups > 0) {
            page.paragraph("And " + groups + " more with fewer failures.");
        }
    }

    private List<String> row(Failing failing) {
        FailureGroup group = failing.group();
        return List.of(
                Long.toString(failing.failures()),
                Page.time(group.firstSeen()),
                Page.time(group.lastSeen()),
                Long.toString(group.dead()),
                Long.toString(group.retrying()),
                group.cause().task().map(task -> Page.code(task.value())).orElse(""),
                Page.code(group.cause().title()),
                link(group));
    }

    private String link(FailureGroup group) {
        return Page.link(
                "group", console + "/failures/" + group.cause().fingerprint().hex());
    }

    @Override
    public Stream<Moment> moments() {
        return failures.begun().stream()
                .map(Failing::group)
                .map(group -> new Moment(
                        group.firstSeen(),
                        "New failure " + link(group) + ": "
                                + Page.code(group.cause().title())));
    }
}
