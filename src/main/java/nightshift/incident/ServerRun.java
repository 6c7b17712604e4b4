package nightshift.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.job.WorkerInfo;
import nightshift.store.HistoryEntry;
import nightshift.store.HistoryEntry.Kind;
import nightshift.store.HistoryEntry.Place;

/**
 * A server, from its start to its end.
 *
 * @param worker id of its worker
 * @param began  when it started; empty if that is no longer known
 * @param ended  when it stopped, or when it sent its last heartbeat
 * @param lost   whether it ended without saying so
 */
record ServerRun(String worker, Place place, Optional<Instant> began, Optional<Instant> ended, boolean lost) {

    /** All that overlap the window, in the order in which they began. */
    static List<ServerRun> of(Facts facts) {
        Map<String, ServerRun> runs = new LinkedHashMap<>();
        for (HistoryEntry entry : facts.history()) {
            entry.place().ifPresent(place -> runs.merge(entry.subject(), run(entry, place), ServerRun::then));
        }
        for (WorkerInfo worker : facts.workers()) {
            // It knows when its process started; the history, when it sent its first heartbeat.
            runs.merge(worker.id(), run(worker), (noted, known) -> noted.ended.isPresent() ? noted : known);
        }
        List<ServerRun> found = new ArrayList<>(runs.values());
        found.removeIf(run -> !facts.window().overlaps(run.began.orElse(Instant.EPOCH), run.ended));
        found.sort(Comparator.comparing(run -> run.began.orElse(Instant.EPOCH)));
        return found;
    }

    private static ServerRun run(HistoryEntry entry, Place place) {
        return entry.kind() == Kind.WORKER_STARTED
                ? new ServerRun(entry.subject(), place, Optional.of(entry.at()), Optional.empty(), false)
                : new ServerRun(
                        entry.subject(),
                        place,
                        Optional.empty(),
                        Optional.of(entry.at()),
                        entry.kind() == Kind.WORKER_LOST);
    }

    private static ServerRun run(WorkerInfo worker) {
        boolean lost = worker.state() == WorkerInfo.State.LOST;
        return new ServerRun(
                worker.id(),
                new Place(worker.host(), worker.version()),
                Optional.of(worker.startedAt()),
                lost ? Optional.of(worker.heartbeatAt()) : Optional.empty(),
                lost);
    }

    /** This one, with how it continued. A worker that was given up can come back. */
    private ServerRun then(ServerRun later) {
        return new ServerRun(worker, later.place, began.or(() -> later.began), later.ended, later.lost);
    }
}
