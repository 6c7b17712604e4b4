package nightshift.api.events;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.job.Event;
import nightshift.job.JobState;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import nightshift.web.ProblemException;
import nightshift.web.Query;

/**
 * Which events a client wants.
 *
 * @param job   only of this job
 * @param queue only of this queue and its jobs
 * @param jobs  only of jobs like these
 * @param types only of these types; empty for all
 */
record EventFilter(Optional<JobId> job, Optional<QueueName> queue, Optional<JobEventFilter> jobs, Set<String> types) {

    private static final List<String> TYPES = List.of("job", "queue", "schedule", "worker", "operation", "status");

    /** @throws ProblemException with 400 if a parameter cannot be used */
    static EventFilter of(Query query) {
        EventFilter filter = new EventFilter(
                query.value(
                        "job",
                        text -> JobId.parse(text)
                                .orElseThrow(() -> new IllegalArgumentException("must be the id of a job"))),
                query.value("queue", QueueName::new),
                query.value("filter", JobEventFilter::read),
                query.value("types", EventFilter::types).orElse(Set.of()));
        query.end();
        return filter;
    }

    private static Set<String> types(String text) {
        Set<String> types = new HashSet<>(List.of(text.split(",", 10)));
        if (!TYPES.containsAll(types)) {
            throw new IllegalArgumentException("must be some of " + String.join(",", TYPES));
        }
        return types;
    }

    boolean wants(Event event) {
        if (event instanceof Event.RoomFreed || event instanceof Event.DueSooner) { // for servers only
            return false;
        }
        if (event instanceof Event.JobChanged changed) {
            return wantsJob(changed.id(), changed.state(), changed.queue(), changed.task());
        }
        if (event instanceof Event.CancelRequested requested) {
            return wantsJob(requested.id(), JobState.RUNNING, requested.queue(), requested.task());
        }
        if (event instanceof Event.QueueChanged changed) {
            return wantsType("queue")
                    && namesNoJob()
                    && (queue.isEmpty() || queue.get().equals(changed.queue()));
        }
        if (event instanceof Event.OperationChanged changed) {
            return wantsType("operation")
                    && (job.isEmpty() || job.get().equals(changed.id()))
                    && jobs.isEmpty()
                    && queue.isEmpty();
        }
        String type = event instanceof Event.ScheduleChanged ? "schedule" : "worker";
        return wantsType(type) && namesNoJob() && queue.isEmpty();
    }

    /** Whether the client wants the state of the store. */
    boolean wantsStatus() {
        return wantsType("status") && namesNoJob() && queue.isEmpty();
    }

    private boolean namesNoJob() {
        return job.isEmpty() && jobs.isEmpty();
    }

    private boolean wantsJob(JobId id, JobState state, QueueName itsQueue, TaskName task) {
        return wantsType("job")
                && jobs.map(filter -> filter.fits(id, state, itsQueue, task)).orElse(true)
                && (job.isEmpty() || job.get().equals(id))
                && (queue.isEmpty() || queue.get().equals(itsQueue));
    }

    private boolean wantsType(String type) {
        return types.isEmpty() || types.contains(type);
    }
}
