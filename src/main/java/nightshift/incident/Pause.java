package nightshift.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.store.HistoryEntry;
import nightshift.store.HistoryEntry.Kind;

/**
 * A time in which a person held something back.
 *
 * @param what  {@code queue}, {@code schedule}, or {@code breaker of}
 * @param began how; empty if that is no longer known
 * @param ended how; empty if it has not
 */
record Pause(String what, String subject, Optional<HistoryEntry> began, Optional<HistoryEntry> ended) {

    /** All that overlap the window, in the order in which they began. */
    static List<Pause> of(Facts facts) {
        Map<String, HistoryEntry> open = new HashMap<>();
        List<Pause> pauses = new ArrayList<>();
        for (HistoryEntry entry : facts.history()) {
            switch (entry.kind()) {
                case QUEUE_PAUSED, SCHEDULE_PAUSED, BREAKER_OPENED -> open.putIfAbsent(key(entry), entry);
                case QUEUE_RESUMED, SCHEDULE_RESUMED, BREAKER_CLOSED ->
                    pauses.add(new Pause(
                            what(entry.kind()),
                            entry.subject(),
                            Optional.ofNullable(open.remove(key(entry))),
                            Optional.of(entry)));
                default -> {}
            }
        }
        open.values()
                .forEach(entry -> pauses.add(
                        new Pause(what(entry.kind()), entry.subject(), Optional.of(entry), Optional.empty())));
        pauses.removeIf(pause -> !facts.window().overlaps(pause.start(), pause.ended.map(HistoryEntry::at)));
        pauses.sort(Comparator.comparing(Pause::start));
        return pauses;
    }

    private Instant start() {
        return began.map(HistoryEntry::at).orElse(Instant.EPOCH);
    }

    private static String key(HistoryEntry entry) {
        return what(entry.kind()) + " " + entry.subject();
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case QUEUE_PAUSED, QUEUE_RESUMED -> "queue";
            case SCHEDULE_PAUSED, SCHEDULE_RESUMED -> "schedule";
            default -> "breaker of";
        };
    }
}
