package nightshift.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The slots of this worker. A slot is taken until the thread of its attempt has ended, or until the attempt was given up: a thread
 * that does not stop must not keep others waiting. Such threads can be half as many as the slots; each further one keeps its slot, so
 * that a task that never stops cannot fill the server with threads.
 */
final class Slots {

    private final int most;
    private final int mostOfBulk;
    private final int mostAbandoned;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger busyWithBulk = new AtomicInteger();
    /** Threads that were given up and have not ended, with a slot or without. Also the lock for both sets. */
    private final Set<Attempt> stuck = new LinkedHashSet<>();

    private final Set<Attempt> slotless = new LinkedHashSet<>();

    /** An attempt that has taken a slot. */
    private record Attempt(RunningJob job, boolean bulk) {}

    Slots(int most) {
        this.most = most;
        this.mostOfBulk = Math.max(1, most / 2);
        this.mostAbandoned = Math.max(1, most / 2);
    }

    void take(boolean bulk) {
        occupy(bulk, 1);
    }

    /** The attempt's thread has ended, or there was none. */
    void leave(RunningJob job, boolean bulk) {
        if (!job.depart()) {
            occupy(bulk, -1);
            return;
        }
        Attempt attempt = new Attempt(job, bulk);
        synchronized (stuck) {
            stuck.remove(attempt);
            if (!slotless.remove(attempt)) {
                occupy(bulk, -1);
            }
            stuck.stream()
                    .filter(other -> !slotless.contains(other))
                    .findFirst()
                    .ifPresent(this::abandon);
        }
    }

    /** The attempt was given up: its slot is free although its thread still runs, unless there are too many such threads. */
    void abandon(RunningJob job, boolean bulk) {
        synchronized (stuck) {
            if (job.abandon()) {
                Attempt attempt = new Attempt(job, bulk);
                stuck.add(attempt);
                abandon(attempt);
            }
        }
    }

    private void abandon(Attempt attempt) {
        if (slotless.size() < mostAbandoned) {
            slotless.add(attempt);
            occupy(attempt.bulk, -1);
        }
    }

    private void occupy(boolean bulk, int slots) {
        busy.addAndGet(slots);
        if (bulk) {
            busyWithBulk.addAndGet(slots);
        }
    }

    int busy() {
        return busy.get();
    }

    int free() {
        return Math.max(0, most - busy.get());
    }

    int freeForBulk() {
        return Math.max(0, mostOfBulk - busyWithBulk.get());
    }

    /** How many attempts were given up but whose threads have not ended. */
    int stuck() {
        synchronized (stuck) {
            return stuck.size();
        }
    }
}
