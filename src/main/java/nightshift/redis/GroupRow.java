package nightshift.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.FailureText;
import nightshift.redis.record.Names;
import nightshift.store.BadTokenException;
import nightshift.store.FailureGroups.Asked;
import nightshift.store.FailureGroups.Order;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/** As much of a failure group as it takes to choose and to sort. */
record GroupRow(
        Fingerprint group,
        long latest,
        Optional<TaskName> task,
        boolean muted,
        boolean inQueue,
        long dead,
        long retrying) {

    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})-([0-9a-f]{16})");

    /** Where a group stands in a list. */
    record Place(long value, String group) implements Comparable<Place> {

        static Place parse(String token) {
            Matcher parts = TOKEN.matcher(token);
            if (!parts.matches()) {
                throw new BadTokenException();
            }
            return new Place(Long.parseLong(parts.group(1)), parts.group(2));
        }

        /** Among the groups by the time of their latest failure. */
        static Place of(Tuple latest) {
            return new Place((long) latest.getScore(), latest.getElement());
        }

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingLong(Place::value)
                    .reversed()
                    .thenComparing(Place::group)
                    .compare(this, other);
        }

        String token() {
            return value + "-" + group;
        }
    }

    /** What the store answers about one group. */
    private record Answers(Place latest, Response<List<String>> fields, Response<Long> dead, Response<Long> retrying) {

        static Answers ask(AbstractPipeline pipeline, Keys keys, Place latest, String queue) {
            String group = latest.group();
            return new Answers(
                    latest,
                    pipeline.hmget(keys.failure(group), "task", "muted", queue),
                    pipeline.zcard(keys.failed('F', group)),
                    pipeline.zcard(keys.failed('T', group)));
        }

        GroupRow row(long now) {
            List<String> values = fields.get();
            return new GroupRow(
                    new Fingerprint(latest.group()),
                    latest.value(),
                    Optional.ofNullable(values.get(0))
                            .filter(task -> !task.isEmpty())
                            .map(Names::task),
                    FailureText.mute(values.get(1), now).isPresent(),
                    values.get(2) != null,
                    dead.get(),
                    retrying.get());
        }
    }

    /**
     * The rows of some groups.
     *
     * @param latest the groups, by the time of their latest failure
     * @param queue  asks whether they have members in it
     */
    static List<GroupRow> read(Connection redis, Keys keys, List<Place> latest, Optional<QueueName> queue, long now) {
        String field = queue.map(name -> FailureText.QUEUE + name.value()).orElse("");
        return redis.call("failures", j -> {
            List<Answers> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                latest.forEach(place -> answers.add(Answers.ask(pipeline, keys, place, field)));
                pipeline.sync();
            }
            return answers.stream().map(each -> each.row(now)).toList();
        });
    }

    boolean fits(Asked asked) {
        boolean inState = asked.states().isEmpty()
                || dead > 0 && asked.states().contains(JobState.DEAD)
                || retrying > 0 && asked.states().contains(JobState.RETRYING);
        return inState
                && (asked.queue().isEmpty() || inQueue)
                && (asked.task().isEmpty() || asked.task().equals(task))
                && asked.muted().map(wanted -> wanted == muted).orElse(true);
    }

    Place place(Order order) {
        return new Place(order == Order.COUNT ? dead + retrying : latest, group.hex());
    }
}
