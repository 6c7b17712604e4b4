package nightshift.store;

import java.util.Collection;
import java.util.List;

/**
 * Which tasks were recently seen in which queues, over all servers. Every method throws {@link StoreUnavailable} when
 * the store cannot answer.
 */
public interface QueueTasks {

    /** How many pairs are remembered: the ones seen most recently. */
    int MOST = 100;

    /** Records that these were seen. */
    void add(Collection<QueueTask> seen);

    /** All that are remembered, those seen last first. */
    List<QueueTask> all();
}
