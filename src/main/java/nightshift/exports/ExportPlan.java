package nightshift.exports;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.format.FileFormat;
import nightshift.job.JobState;
import nightshift.store.JobFilter;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an export is to do; kept as its description.
 *
 * @param format of the file
 * @param filter which jobs
 * @param by     who asked for it
 * @param end    where the walk over all jobs ends
 * @param total  how many jobs there are to look at, if that is known
 */
record ExportPlan(FileFormat format, JobFilter filter, String by, String end, Optional<Long> total) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As text, for the store. */
    String write() {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("format", format.label());
        ArrayNode states = plan.putArray("states");
        filter.states().stream().sorted().forEach(state -> states.add(state.name()));
        filter.queue().ifPresent(queue -> plan.put("queue", queue.value()));
        filter.task().ifPresent(task -> plan.put("task", task.value()));
        filter.tag().ifPresent(tag -> plan.put("tag", tag));
        filter.createdAfter().ifPresent(time -> plan.put("createdAfter", time.toString()));
        filter.createdBefore().ifPresent(time -> plan.put("createdBefore", time.toString()));
        filter.text().ifPresent(text -> plan.put("text", text));
        plan.put("by", by);
        plan.put("end", end);
        total.ifPresent(jobs -> plan.put("total", jobs));
        return plan.toString();
    }

    /** What {@link #write} wrote. */
    static ExportPlan read(String text) {
        JsonNode plan = JSON.readTree(text);
        Set<JobState> states = plan.get("states")
                .valueStream()
                .map(JsonNode::asString)
                .map(JobState::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        JobFilter filter = new JobFilter(
                states,
                text(plan, "queue").map(QueueName::new),
                text(plan, "task").map(TaskName::new),
                text(plan, "tag"),
                text(plan, "createdAfter").map(Instant::parse),
                text(plan, "createdBefore").map(Instant::parse),
                text(plan, "text"));
        return new ExportPlan(
                FileFormat.ofLabel(plan.get("format").asString()).orElseThrow(),
                filter,
                plan.get("by").asString(),
                plan.get("end").asString(),
                plan.optional("total").map(JsonNode::asLong));
    }

    private static Optional<String> text(JsonNode plan, String name) {
        return plan.optional(name).map(JsonNode::asString);
    }
}
