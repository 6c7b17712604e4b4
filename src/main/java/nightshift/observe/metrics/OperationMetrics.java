package nightshift.observe.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nightshift.job.ActionResult;
import nightshift.job.JobAction;
import nightshift.job.OperationListener;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what this server does in operations. */
final class OperationMetrics implements OperationListener {

    private final Map<JobAction.Kind, Jobs> jobs = new EnumMap<>(JobAction.Kind.class);
    private final Map<JobAction.Kind, Map<End, Counter>> ended = new EnumMap<>(JobAction.Kind.class);

    private record Jobs(Counter done, Counter skipped, Counter failed) {}

    OperationMetrics(Meters meters) {
        for (JobAction.Kind action : JobAction.Kind.values()) {
            jobs.put(
                    action,
                    new Jobs(
                            jobs(meters, action, "done"),
                            jobs(meters, action, "skipped"),
                            jobs(meters, action, "failed")));
            Map<End, Counter> ends = new EnumMap<>(End.class);
            for (End end : End.values()) {
                ends.put(
                        end,
                        meters.counter(
                                "nightshift_operations_ended_total",
                                "Operations that ended on this server without being canceled",
                                tag(action),
                                new Tag("result", TaskMeters.lower(end))));
            }
            ended.put(action, ends);
        }
    }

    private static Counter jobs(Meters meters, JobAction.Kind action, String result) {
        return meters.counter(
                "nightshift_operation_jobs_total",
                "Jobs that operations on this server have dealt with",
                tag(action),
                new Tag("result", result));
    }

    private static Tag tag(JobAction.Kind action) {
        return new Tag("action", action.label());
    }

    @Override
    public void done(JobAction.Kind action, List<ActionResult> results) {
        Jobs counters = jobs.get(action);
        for (ActionResult result : results) {
            if (result == ActionResult.DONE) {
                counters.done.inc();
            } else if (result == ActionResult.UNREADABLE) {
                counters.failed.inc();
            } else if (result.isSkip()) {
                counters.skipped.inc();
            }
        }
    }

    @Override
    public void ended(JobAction.Kind action, End end) {
        ended.get(action).get(end).inc();
    }
}
