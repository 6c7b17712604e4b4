package nightshift.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.store.Checkpoints;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/** Checkpoints of one job in memory, whose store can be away, or refuse. */
final class KeptCheckpoints implements Checkpoints {

    final Map<String, String> kept = new HashMap<>();
    final Deque<Commit> refusals = new ArrayDeque<>();
    int outages;

    @Override
    public Map<String, String> all(JobId bulk) {
        return Map.copyOf(kept);
    }

    @Override
    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
        if (outages > 0) {
            outages--;
            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "away", null);
        }
        if (!refusals.isEmpty()) {
            return refusals.pop();
        }
        if (!kept.getOrDefault(step.name(), "").equals(step.from())) {
            return Commit.CONFLICT;
        }
        kept.put(step.name(), step.to());
        return Commit.COMMITTED;
    }

    @Override
    public boolean isHeld(Lease lease) {
        return true;
    }
}
