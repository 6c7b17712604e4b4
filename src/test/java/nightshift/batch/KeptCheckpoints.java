package nightshift.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.store.Checkpoints;
import nightshift.store.StoreUnavailable;
import nightshift.task.JobId;

/** Checkpoints of one job in memory, whose store can be away, or give another answer. */
final class KeptCheckpoints implements Checkpoints {

    final Map<String, String> kept = new HashMap<>();
    final List<Step> steps = new ArrayList<>();
    final Deque<Commit> answers = new ArrayDeque<>();
    int outages;

    @Override
    public Map<String, String> all(JobId bulk) {
        mustAnswer();
        return Map.copyOf(kept);
    }

    @Override
    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
        steps.add(step);
        mustAnswer();
        if (!answers.isEmpty()) {
            return answers.pop();
        }
        if (!kept.getOrDefault(step.name(), "").equals(step.from())) {
            return Commit.CONFLICT;
        }
        kept.put(step.name(), step.to());
        return Commit.COMMITTED;
    }

    @Override
    public boolean isHeld(Lease lease) {
        mustAnswer();
        return true;
    }

    private void mustAnswer() {
        if (outages > 0) {
            outages--;
            throw new StoreUnavailable(StoreUnavailable.Reason.UNREACHABLE, "away", null);
        }
    }
}
