package nightshift.store;

import java.time.Duration;
import java.util.List;
import nightshift.job.WorkerInfo;

/** Who works. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface WorkerRegistry {

    /**
     * Says that a worker is alive, and brings back jobs of its tasks that no worker knew before.
     *
     * @param ttl how long it counts as alive without another word
     */
    void beat(WorkerInfo worker, Duration ttl);

    /** Takes a worker that stopped off the list. */
    void leave(String workerId);

    /** All workers, those lost within the last hour included, by start time. */
    List<WorkerInfo> workers();
}
