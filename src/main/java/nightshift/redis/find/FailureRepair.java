package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import nightshift.failure.Causes;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.CauseText;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;

/**
 * Keeps failure groups right: forgets old ones, puts jobs into them that died before there were groups, and takes those out that a
 * server of a version without groups has brought to a good end.
 */
public final class FailureRepair {

    private static final int STEP = 500;
    private static final int BYTES = 1 << 20;
    private static final String ADD = "add";
    private static final String DROP = "drop";
    private static final String COUNT = "count";

    private final Connection redis;
    private final Keys keys;
    /** Whose members that are to be tried again were looked at last, and how far. */
    private String lookedGroup = "";

    private long lookedTo;

    public FailureRepair(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Does all that there is to do, but looks at most at {@value #STEP} jobs that are to be tried again.
     *
     * @return the groups that began with a job that has ended recently
     */
    public synchronized List<Fingerprint> repair() {
        List<Fingerprint> began = new ArrayList<>();
        if (!tidy()) {
            if (addMissing(began) + dropLeft() == 0) {
                redis.run(LuaScript.REGROUP, List.of(ascii(COUNT)));
            }
        }
        lookAtSome();
        return began;
    }

    /** Answers whether all dead jobs are in groups. */
    private boolean tidy() {
        long skip = 0;
        List<Long> counted = List.of(0L, 0L, 0L);
        while (true) {
            List<byte[]> args = new ArrayList<>(List.of(number(skip)));
            counted.forEach(groups -> args.add(number(groups)));
            List<Long> answer = ((List<?>) redis.run(LuaScript.TIDY, args))
                    .stream().map(Long.class::cast).toList();
            long looked = answer.get(0);
            skip += looked - answer.get(1);
            counted = answer.subList(3, answer.size());
            if (looked < STEP) {
                return answer.get(2) == 1;
            }
        }
    }

    private long addMissing(List<Fingerprint> began) {
        long added = 0;
        long skip = 0;
        while (true) {
            List<?> answer =
                    (List<?>) redis.run(LuaScript.UNGROUPED, List.of(number(skip), number(STEP), number(BYTES)));
            long looked = (Long) answer.get(0);
            if (looked == 0) {
                return added;
            }
            skip += looked;
            List<byte[]> args = new ArrayList<>();
            args.add(ascii(ADD));
            for (int i = 1; i < answer.size(); i += 2) {
                byte[] id = (byte[]) answer.get(i);
                JobRecord.read(ShortId.read(id, 0), (byte[]) answer.get(i + 1)).ifPresent(record -> {
                    args.add(id);
                    args.add(record.stateAndLease());
                    args.add(cause(record.job()).getBytes(UTF_8));
                });
            }
            if (args.size() > 1) {
                List<?> regrouped = (List<?>) redis.run(LuaScript.REGROUP, args);
                added += (Long) regrouped.get(1);
                regrouped.subList(2, regrouped.size()).stream()
                        .map(group -> new Fingerprint(new String((byte[]) group, ISO_8859_1)))
                        .forEach(began::add);
            }
        }
    }

    private static String cause(Job job) {
        return job.failure()
                .map(failure -> CauseText.write(
                        Causes.of(job.task(), failure, job.options().destination())))
                .orElse("");
    }

    private long dropLeft() {
        long dropped = 0;
        for (String group : redis.call("failures", j -> j.zrange(keys.failures(), 0, -1))) {
            long skip = 0;
            long looked;
            do {
                List<?> answer = drop(FailureWalk.DEAD, group, skip, STEP);
                looked = (Long) answer.get(0);
                dropped += (Long) answer.get(1);
                skip += looked - (Long) answer.get(1);
            } while (looked == STEP);
        }
        return dropped;
    }

    private List<?> drop(char set, String group, long skip, int most) {
        return (List<?>) redis.run(
                LuaScript.REGROUP,
                List.of(ascii(DROP), ascii(String.valueOf(set)), ascii(group), number(skip), number(most)));
    }

    /** No count shows whether jobs that are to be tried again have left, so a few are looked at in every round. */
    private void lookAtSome() {
        List<String> groups = redis.call("failures", j -> j.zrange(keys.failures(), 0, -1)).stream()
                .sorted()
                .toList();
        int left = STEP;
        for (int calls = 0; left > 0 && calls < STEP; calls++) {
            String from = lookedGroup;
            String group = groups.stream()
                    .filter(each -> each.compareTo(from) >= 0)
                    .findFirst()
                    .orElse("");
            if (group.isEmpty()) {
                lookedGroup = "";
                lookedTo = 0;
                return;
            }
            long skip = group.equals(from) ? lookedTo : 0;
            List<?> answer = drop(FailureWalk.RETRYING, group, skip, left);
            long looked = (Long) answer.get(0);
            left -= (int) looked;
            boolean isDone = left > 0;
            lookedGroup = isDone ? group + "+" : group;
            lookedTo = isDone ? 0 : skip + looked - (Long) answer.get(1);
        }
    }

    private static byte[] number(long value) {
        return ascii(Long.toString(value));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
