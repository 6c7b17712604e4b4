package nightshift.redis.record;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.schedule.Timing;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A schedule's rule as the store keeps it. The options of its job are written as in a job's record. */
public final class ScheduleJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ScheduleJson() {}

    public static byte[] write(Schedule schedule) {
        ObjectNode json = MAPPER.createObjectNode();
        if (schedule.timing() instanceof Cron cron) {
            json.put("cron", cron.text()).put("timeZone", cron.zone().getId());
        } else if (schedule.timing() instanceof Every every) {
            json.put("every", every.every().toMillis())
                    .put("offset", every.offset().toMillis());
        }
        json.put("jitter", schedule.jitter().toMillis());
        schedule.startAt().ifPresent(start -> json.put("startAt", start.toEpochMilli()));
        schedule.endAt().ifPresent(end -> json.put("endAt", end.toEpochMilli()));
        json.put("overlap", schedule.overlap().name())
                .put("catchup", schedule.catchup().name())
                .put("catchupWindow", schedule.catchupWindow().toMillis())
                .put("pauseOnFailure", schedule.pauseOnFailure());
        NewJob job = schedule.job();
        json.put("task", job.task().value())
                .put("args", job.args())
                .put("queue", job.queue().value())
                .put("priority", job.options().priority())
                .put("attributes", Attributes.write(job.options()))
                .put("meta", Meta.write(job.options()));
        return MAPPER.writeValueAsBytes(json);
    }

    public static Schedule read(ScheduleName name, byte[] bytes) {
        JsonNode json = MAPPER.readTree(bytes);
        Timing timing = json.has("cron")
                ? Cron.of(text(json, "cron"), ZoneId.of(text(json, "timeZone")))
                : new Every(duration(json, "every"), duration(json, "offset"));
        JobOptions.Builder options = JobOptions.with()
                .queue(new QueueName(text(json, "queue")))
                .priority(json.get("priority").asInt());
        String attributes = text(json, "attributes");
        if (!attributes.isEmpty()) {
            Attributes.read(attributes, options);
        }
        Meta.read(text(json, "meta"), options);
        return new Schedule(
                name,
                timing,
                duration(json, "jitter"),
                time(json, "startAt"),
                time(json, "endAt"),
                Overlap.valueOf(text(json, "overlap")),
                Catchup.valueOf(text(json, "catchup")),
                duration(json, "catchupWindow"),
                json.get("pauseOnFailure").asBoolean(),
                new NewJob(new TaskName(text(json, "task")), text(json, "args"), options.build()));
    }

    private static String text(JsonNode json, String field) {
        return json.get(field).asString();
    }

    private static Duration duration(JsonNode json, String field) {
        return Duration.ofMillis(json.get(field).asLong());
    }

    private static Optional<Instant> time(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(value -> Instant.ofEpochMilli(value.asLong()));
    }
}
