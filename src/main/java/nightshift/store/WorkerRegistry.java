package nightshift.store;

import java.time.Duration;
import java.util.List;
import nightshift.job.WorkerInfo;

/** The workers. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface WorkerRegistry {

    /**
     * Records that a worker is alive, and wakes jobs of its tasks that no worker knew before.
     *
     * @param ttl how long it counts as alive without another call
     */
    void beat(WorkerInfo worker, Duration ttl);

    /** Removes a worker that has stopped. */
    void leave(String workerId);

    /** All workers, those lost within the last hour included, by start time. */
    List<WorkerInfo> workers();
}
