package nightshift.engine;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.ScalingSignal;
import nightshift.job.WorkerInfo;
import nightshift.store.QueueControl;
import nightshift.store.StoreUnavailable;
import nightshift.store.WorkerRegistry;

/** Calculates how many workers are wanted from the workload in the store. Every server comes to the same number. */
public final class DesiredWorkers implements ScalingSignal {

    private static final Logger LOG = Logger.getLogger(DesiredWorkers.class.getName());

    private final QueueControl queues;
    private final WorkerRegistry workers;
    private final int slots;
    private final Duration backlogTarget;
    private volatile OptionalInt wanted = OptionalInt.empty();

    /**
     * @param slots         how many jobs a worker runs at once, if no worker is there to report it
     * @param backlogTarget how long the backlog may take
     */
    public DesiredWorkers(QueueControl queues, WorkerRegistry workers, int slots, Duration backlogTarget) {
        this.queues = queues;
        this.workers = workers;
        this.slots = slots;
        this.backlogTarget = backlogTarget;
    }

    @Override
    public OptionalInt desiredWorkers() {
        return wanted;
    }

    /** Reads the store once. Does not throw: a timer calls it. */
    public void refresh() {
        try {
            wanted = OptionalInt.of(queues.workload().workers(slotsOfAWorker(), backlogTarget));
        } catch (StoreUnavailable e) {
            wanted = OptionalInt.empty();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The number of workers needed could not be calculated", e);
            wanted = OptionalInt.empty();
        }
    }

    private int slotsOfAWorker() {
        return (int) Math.max(
                1,
                Math.round(workers.workers().stream()
                        .filter(worker -> worker.state() == WorkerInfo.State.LIVE)
                        .mapToInt(WorkerInfo::concurrency)
                        .average()
                        .orElse(slots)));
    }
}
