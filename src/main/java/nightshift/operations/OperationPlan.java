package nightshift.operations;

import java.io.StringWriter;
import java.time.Duration;
import nightshift.format.WalkJson;
import nightshift.format.filter.FilterJson;
import nightshift.job.JobAction;
import nightshift.store.JobWalks.Walk;
import nightshift.task.QueueName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The work of an operation, kept as the description of its bulk job.
 *
 * @param request what to do
 * @param by      who asked for it
 * @param walk    how to find the jobs
 */
record OperationPlan(OperationRequest request, String by, Walk walk) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As text, for the store. */
    String write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringProperty("action", request.action().kind().label());
            request.action().priority().ifPresent(priority -> out.writeNumberProperty("priority", priority));
            request.action().queue().ifPresent(queue -> out.writeStringProperty("queue", queue.value()));
            out.writeObjectPropertyStart("filter");
            FilterJson.write(out, request.filter());
            out.writeEndObject();
            request.ratePerSecond().ifPresent(rate -> out.writeNumberProperty("ratePerSecond", rate));
            request.stopAtFailureRatio().ifPresent(ratio -> out.writeNumberProperty("stopAtFailureRatio", ratio));
            request.canary().ifPresent(canary -> {
                out.writeObjectPropertyStart("canary");
                out.writeNumberProperty("first", canary.first());
                out.writeNumberProperty("stopAtFailureRatio", canary.stopAtFailureRatio());
                out.writeStringProperty("waitAtMost", canary.waitAtMost().toString());
                out.writeEndObject();
            });
            out.writeStringProperty("by", by);
            WalkJson.write(out, walk);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** What {@link #write} wrote. */
    static OperationPlan read(String text) {
        JsonNode plan = JSON.readTree(text);
        JobAction action = new JobAction(
                JobAction.Kind.ofLabel(plan.get("action").asString()).orElseThrow(),
                plan.optional("priority").map(JsonNode::asInt),
                plan.optional("queue").map(JsonNode::asString).map(QueueName::new));
        OperationRequest request = new OperationRequest(
                action,
                FilterJson.read(plan.get("filter").toString()),
                plan.optional("ratePerSecond").map(JsonNode::asInt),
                plan.optional("canary").map(OperationPlan::canary),
                plan.optional("stopAtFailureRatio").map(JsonNode::asDouble));
        return new OperationPlan(request, plan.get("by").asString(), WalkJson.read(text));
    }

    private static CanaryPlan canary(JsonNode canary) {
        return new CanaryPlan(
                canary.get("first").asInt(),
                canary.get("stopAtFailureRatio").asDouble(),
                Duration.parse(canary.get("waitAtMost").asString()));
    }
}
