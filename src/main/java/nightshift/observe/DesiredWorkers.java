package nightshift.observe;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.QueueControl;
import nightshift.job.ScalingSignal;
import nightshift.job.StoreUnavailable;
import nightshift.job.WorkerInfo;
import nightshift.job.WorkerRegistry;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Works out how many workers are wanted and shows it to autoscalers. Every server shows the same. While the store is away
 * the metric is away too, so that autoscalers leave things as they are.
 */
public final class DesiredWorkers implements ScalingSignal {

    private static final Logger LOG = Logger.getLogger(DesiredWorkers.class.getName());
    private static final String NAME = "nightshift_desired_workers";

    private final Meters meters;
    private final QueueControl queues;
    private final WorkerRegistry workers;
    private final int slots;
    private final Duration backlogTarget;
    private volatile OptionalInt wanted = OptionalInt.empty();

    /**
     * @param slots         how many jobs a worker runs at once, where no worker is there to tell
     * @param backlogTarget how long the backlog may take
     */
    public DesiredWorkers(MetricRegistry registry, QueueControl queues, WorkerRegistry workers, int slots,
            Duration backlogTarget) {
        this.meters = new Meters(registry);
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
            show(OptionalInt.of(queues.workload().workers(slotsOfAWorker(), backlogTarget)));
        } catch (StoreUnavailable e) {
            show(OptionalInt.empty());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "How many workers are wanted could not be worked out", e);
            show(OptionalInt.empty());
        }
    }

    private int slotsOfAWorker() {
        return (int) Math.max(1, Math.round(workers.workers().stream()
                .filter(worker -> worker.state() == WorkerInfo.State.LIVE)
                .mapToInt(WorkerInfo::concurrency).average().orElse(slots)));
    }

    private synchronized void show(OptionalInt now) {
        boolean shown = wanted.isPresent();
        wanted = now;
        if (now.isPresent() && !shown) {
            meters.gauge(NAME, "How many workers the work at hand asks for", () -> wanted.orElse(1));
        } else if (now.isEmpty() && shown) {
            meters.remove(NAME);
        }
    }
}
