package nightshift.incident;

import java.util.List;
import java.util.stream.Stream;
import nightshift.store.HistoryEntry;

/** What people held back: queues, schedules, and the hosts that jobs call. */
record PauseSection(List<Pause> pauses, Window window, String console) implements Section {

    private static final int MOST = 100;

    @Override
    public void write(Page page) {
        page.title(2, "Pauses")
                .table(
                        List.of("from", "by", "to", "by", "what"),
                        pauses.stream().map(this::row).toList(),
                        MOST);
    }

    private List<String> row(Pause pause) {
        return List.of(
                pause.began().map(entry -> Page.time(entry.at())).orElse("before"),
                pause.began().map(this::by).orElse(""),
                pause.ended().map(entry -> Page.time(entry.at())).orElse("still"),
                pause.ended().map(this::by).orElse(""),
                what(pause));
    }

    private static String what(Pause pause) {
        return pause.what() + " " + Page.code(pause.subject());
    }

    private String by(HistoryEntry entry) {
        return entry.failed()
                .map(job -> "its " + Page.link("failed job", console + "/jobs/" + job))
                .orElseGet(() -> Page.code(entry.by()));
    }

    @Override
    public Stream<Moment> moments() {
        return pauses.stream()
                .flatMap(pause -> Stream.concat(
                        pause.began().map(entry -> moment(entry, pause, "paused", "opened")).stream(),
                        pause.ended().map(entry -> moment(entry, pause, "resumed", "closed")).stream()))
                .filter(moment -> window.has(moment.at()));
    }

    private Moment moment(HistoryEntry entry, Pause pause, String done, String doneToBreaker) {
        boolean isBreaker =
                entry.kind() == HistoryEntry.Kind.BREAKER_OPENED || entry.kind() == HistoryEntry.Kind.BREAKER_CLOSED;
        String what = isBreaker ? "Breaker of" : pause.what().equals("queue") ? "Queue" : "Schedule";
        return new Moment(
                entry.at(),
                what + " " + Page.code(pause.subject()) + " " + (isBreaker ? doneToBreaker : done) + " by "
                        + by(entry));
    }
}
