package nightshift.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.format.SettingsText;
import nightshift.job.Destination;
import nightshift.job.JobSummary;
import nightshift.limit.DestinationRules;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.DestinationText;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.JobPlace;
import nightshift.store.JobPlace.Spot;
import nightshift.store.JobPlaces;
import nightshift.task.JobId;

final class RedisJobPlaces implements JobPlaces {

    private final Connection redis;
    private final DestinationRules rules;

    RedisJobPlaces(Connection redis, DestinationRules rules) {
        this.redis = redis;
        this.rules = rules;
    }

    @Override
    public Optional<JobPlace> place(JobId id) {
        List<?> answer = (List<?>) redis.run(LuaScript.EXPLAIN, List.of(ShortId.of(id), DestinationText.rules(rules)));
        return answer.isEmpty() ? Optional.empty() : Optional.of(place(id, answer));
    }

    private JobPlace place(JobId id, List<?> answer) {
        JobSummary job = new JobRecord(id, (byte[]) answer.get(1)).summary(new byte[0]);
        return new JobPlace(
                Instant.ofEpochMilli((Long) answer.get(0)),
                job,
                Optional.of(text(answer.get(2))).filter(text -> !text.isEmpty()).map(RedisQueueControl::pause),
                SettingsText.read(text(answer.get(3))).settings(),
                use(answer.subList(4, 7)),
                use(answer.subList(7, 10)),
                spot(text(answer.get(10))),
                (Long) answer.get(11),
                new JobPlace.Turns((Long) answer.get(12), (Long) answer.get(13) == 1),
                Optional.of((byte[]) answer.get(14))
                        .filter(holder -> holder.length == ShortId.LENGTH)
                        .map(holder -> ShortId.read(holder, 0)),
                job.options().destination().map(host -> use(host, answer.subList(15, 20))));
    }

    private JobPlace.DestinationUse use(Destination destination, List<?> answer) {
        return new JobPlace.DestinationUse(
                destination,
                DestinationText.readBreaker(text(answer.get(0))),
                DestinationText.readLimits(text(answer.get(1))).orElse(rules.limits()),
                use(answer.subList(2, 5)));
    }

    private static JobPlace.Use use(List<?> answer) {
        List<JobId> some = ((List<?>) answer.get(2))
                .stream().map(other -> ShortId.read((byte[]) other, 0)).toList();
        return new JobPlace.Use((Long) answer.get(0), Duration.ofMillis((Long) answer.get(1)), some);
    }

    private static Spot spot(String name) {
        return switch (name) {
            case "list" -> Spot.LIST;
            case "turn" -> Spot.TURN;
            case "task" -> Spot.ASIDE_FOR_TASK;
            case "bulk" -> Spot.ASIDE_FOR_BULK;
            case "key" -> Spot.ASIDE_FOR_KEY;
            case "host" -> Spot.ASIDE_FOR_HOST;
            default -> Spot.NONE;
        };
    }

    private static String text(Object answer) {
        return new String((byte[]) answer, UTF_8);
    }
}
