package nightshift.api.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nightshift.job.Event;
import nightshift.store.EventFeed.Batch;

/**
 * Chooses what one client is told. In a busy moment it is told of so many jobs one by one, and of the rest only their
 * number.
 */
final class EventClient {

    private static final int JOBS_PER_TICK = 100;
    private static final int JOBS_AT_RETURN = 1000;
    private static final int HELD_MOST = 1000;

    private final EventFilter filter;
    private final Consumer<String> out;
    private final Set<String> told = new HashSet<>();
    private Optional<String> cursor;
    private List<Batch> held;
    private int jobsLeft = JOBS_PER_TICK;
    private int skipped;

    /**
     * A client that is told from now on.
     *
     * @param cursor where it stopped listening, if it did before: then nothing is passed on until {@link #comeBack}
     * @param out    takes texts to send; quick
     */
    EventClient(EventFilter filter, Optional<String> cursor, Consumer<String> out) {
        this.filter = filter;
        this.cursor = cursor;
        this.out = out;
        this.held = cursor.isPresent() ? new ArrayList<>() : null;
    }

    /** Tells what was missed, and then what came in meanwhile. */
    synchronized void comeBack(List<Batch> missed) {
        jobsLeft = JOBS_AT_RETURN;
        missed.forEach(this::pass);
        missed.forEach(batch -> told.add(batch.cursor()));
        goOn();
    }

    /** Tells that it is not known what was missed. */
    synchronized void comeBackTooLate() {
        out.accept(EventText.RESET);
        goOn();
    }

    private void goOn() {
        List<Batch> waiting = held;
        held = null;
        waiting.forEach(this::tell);
    }

    synchronized void tell(Batch batch) {
        if (held != null) {
            if (held.size() == HELD_MOST) {
                held.clear();
                held.add(new Batch("", List.of()));
            }
            held.add(batch);
        } else if (!told.remove(batch.cursor())) {
            pass(batch);
        }
    }

    /** Tells how the store is: at once, and without a place in the feed. */
    synchronized void tell(String status) {
        if (filter.wantsStatus()) {
            out.accept(status);
        }
    }

    private void pass(Batch batch) {
        if (batch.cursor().isEmpty()) {
            out.accept(EventText.RESET);
            return;
        }
        List<Event> wanted = batch.events().stream().filter(filter::wants).filter(this::isOneByOne).toList();
        for (int i = 0; i < wanted.size(); i++) {
            // only the last of a batch leads past it: a client that loses the others gets the batch once more
            boolean last = i == wanted.size() - 1;
            out.accept(EventText.of(wanted.get(i), last ? Optional.of(batch.cursor()) : cursor));
        }
        cursor = Optional.of(batch.cursor());
    }

    private boolean isOneByOne(Event event) {
        if (event instanceof Event.QueueChanged || event instanceof Event.WorkerChanged) {
            return true;
        }
        if (jobsLeft > 0) {
            jobsLeft--;
            return true;
        }
        skipped++;
        return false;
    }

    /** A quarter of a second has passed. */
    synchronized void tick() {
        if (skipped > 0) {
            out.accept(EventText.skipped(skipped, cursor));
            skipped = 0;
        }
        jobsLeft = JOBS_PER_TICK;
    }
}
