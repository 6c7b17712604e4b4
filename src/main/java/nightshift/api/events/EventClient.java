package nightshift.api.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nightshift.job.Event;

/**
 * Chooses which events one client gets. In a busy moment it gets a limited number of the events of jobs and schedules,
 * and only the number of the others.
 */
final class EventClient {

    private static final int PER_TICK = 100;
    private static final int AT_RETURN = 1000;
    private static final int HELD_MOST = 1000;

    private final EventFilter filter;
    private final Consumer<byte[]> out;
    private final Set<String> sent = new HashSet<>();
    private Optional<String> cursor;
    private List<EventBatch> held;
    private int left = PER_TICK;
    private int skippedJobs;
    private int skippedSchedules;

    /**
     * A client that gets events from now on.
     *
     * @param cursor where it stopped listening, if it listened before. Nothing is passed on then until {@link
     *               #comeBack}
     * @param out    takes texts to send; it must be quick
     */
    EventClient(EventFilter filter, Optional<String> cursor, Consumer<byte[]> out) {
        this.filter = filter;
        this.cursor = cursor;
        this.out = out;
        this.held = cursor.isPresent() ? new ArrayList<>() : null;
    }

    /** Sends what was missed, and then what arrived in the meantime. */
    synchronized void comeBack(List<EventBatch> missed) {
        left = AT_RETURN;
        missed.forEach(this::pass);
        missed.forEach(batch -> sent.add(batch.cursor()));
        sendWaiting();
    }

    /** Reports that what was missed is not known. */
    synchronized void comeBackTooLate() {
        out.accept(EventText.RESET);
        sendWaiting();
    }

    private void sendWaiting() {
        List<EventBatch> waiting = held;
        held = null;
        waiting.forEach(this::publish);
    }

    synchronized void publish(EventBatch batch) {
        if (held != null) {
            if (held.size() == HELD_MOST) {
                held.clear();
                held.add(EventBatch.INTERRUPTED);
            }
            held.add(batch);
        } else if (!sent.remove(batch.cursor())) {
            pass(batch);
        }
    }

    /** Reports the state of the store at once. This event has no place in the feed. */
    synchronized void publish(byte[] status) {
        if (filter.wantsStatus()) {
            out.accept(status);
        }
    }

    private void pass(EventBatch batch) {
        if (batch.cursor().isEmpty()) {
            out.accept(EventText.RESET);
            return;
        }
        int last = -1;
        for (int i = 0; i < batch.size(); i++) {
            if (filter.wants(batch.event(i)) && isOneByOne(batch.event(i))) {
                if (last >= 0) {
                    out.accept(batch.text(last, false));
                }
                last = i;
            }
        }
        if (last >= 0) {
            out.accept(batch.text(last, true));
        }
        cursor = Optional.of(batch.cursor());
    }

    private boolean isOneByOne(Event event) {
        if (event instanceof Event.QueueChanged
                || event instanceof Event.WorkerChanged
                || event instanceof Event.OperationChanged) {
            return true;
        }
        if (left > 0) {
            left--;
            return true;
        }
        if (event instanceof Event.ScheduleChanged) {
            skippedSchedules++;
        } else {
            skippedJobs++;
        }
        return false;
    }

    /** A quarter of a second has passed. */
    synchronized void tick() {
        if (skippedJobs + skippedSchedules > 0) {
            out.accept(EventText.skipped(skippedJobs, skippedSchedules, cursor));
            skippedJobs = 0;
            skippedSchedules = 0;
        }
        left = PER_TICK;
    }
}
