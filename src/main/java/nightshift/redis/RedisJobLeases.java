package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Settlement;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.AttemptEntry;
import nightshift.redis.record.Fence;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.LeaseToken;
import nightshift.redis.record.ShortId;
import nightshift.store.ClaimRequest;
import nightshift.store.ExtendResult;
import nightshift.store.JobLeases;
import nightshift.store.SettleResult;
import nightshift.task.TaskName;

final class RedisJobLeases implements JobLeases {

    private final Connection redis;
    private final RedisClock clock;
    private final TaskNames known = new TaskNames();
    private final TaskNames bulk = new TaskNames();

    RedisJobLeases(Connection redis, RedisClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Task names in the form of the claim script, built once for each set. */
    private static final class TaskNames {

        private record Made(Set<TaskName> tasks, byte[] text) {}

        private volatile Made last = new Made(Set.of(), new byte[] {'\n'});

        byte[] text(Set<TaskName> tasks) {
            Made made = last;
            if (!made.tasks.equals(tasks)) {
                String text = tasks.stream().map(TaskName::value).collect(Collectors.joining("\n", "\n", "\n"));
                made = new Made(Set.copyOf(tasks), ascii(text));
                last = made;
            }
            return made.text;
        }
    }

    @Override
    public Exchange exchange(List<Settlement> settlements, ClaimRequest request) {
        check(settlements.size());
        check(request.max());
        boolean settles = !settlements.isEmpty();
        boolean claims = request.max() > 0 && !request.tasks().isEmpty();
        String token = LeaseToken.of(request.worker());
        if (settles && claims) {
            Object[] answers = redis.settleAndClaim(settleArgs(settlements, true), claimArgs(request, token));
            return exchange(settled(answers[0]), (List<?>) answers[1], token);
        }
        List<SettleResult> settled =
                settles ? settled(redis.run(LuaScript.SETTLE, settleArgs(settlements, false))) : List.of();
        return claims
                ? exchange(settled, (List<?>) redis.run(LuaScript.CLAIM, claimArgs(request, token)), token)
                : new Exchange(settled, List.of(), false, Optional.empty());
    }

    private List<byte[]> claimArgs(ClaimRequest request, String token) {
        return List.of(
                ascii(Integer.toString(request.max())),
                ascii(token),
                ascii(Long.toString(request.lease().toMillis())),
                known.text(request.tasks()),
                ascii(Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20))),
                bulk.text(request.bulk()),
                ascii(Integer.toString(request.bulkMax())),
                ascii(Long.toString(clock.latestAnswer())));
    }

    private Exchange exchange(List<SettleResult> settled, List<?> answers, String token) {
        long now = (Long) answers.get(0);
        clock.set(now);
        List<Claimed> claimed = new ArrayList<>((answers.size() - 3) / 2);
        for (int i = 3; i < answers.size(); i += 2) {
            byte[] id = (byte[]) answers.get(i);
            claimed.add(new JobRecord(ShortId.read(id, 0), (byte[]) answers.get(i + 1)).claimed(token, now));
        }
        long wait = (Long) answers.get(2);
        return new Exchange(
                settled,
                claimed,
                (Long) answers.get(1) == 1,
                wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait)));
    }

    private static List<byte[]> settleArgs(List<Settlement> settlements, boolean claims) {
        List<byte[]> args = new ArrayList<>(1 + 4 * settlements.size());
        args.add(ascii(claims ? "1" : "0"));
        for (Settlement settlement : settlements) {
            args.add(ShortId.of(settlement.lease().job()));
            args.add(Fence.of(settlement.lease()));
            args.add(verdict(settlement));
            args.add(AttemptEntry.write(settlement));
        }
        return args;
    }

    private static byte[] verdict(Settlement settlement) {
        char kind = switch (settlement.attempt().outcome().orElseThrow()) {
            case SUCCEEDED -> 's';
            case FAILED, TIMED_OUT -> 'f';
            case LOST -> 'l';
            case INTERRUPTED -> 'i';
            case CANCELLED -> 'c';
        };
        String delay = settlement.next() == JobState.RETRYING
                ? Long.toString(settlement.delay().toMillis())
                : "";
        return ascii("" + settlement.next().code() + kind + delay);
    }

    private static List<SettleResult> settled(Object answer) {
        byte[] codes = (byte[]) answer;
        List<SettleResult> results = new ArrayList<>(codes.length);
        for (byte code : codes) {
            results.add(
                    switch (code) {
                        case 'l' -> new SettleResult.LeaseLost();
                        case 'a' -> new SettleResult.Already();
                        default -> new SettleResult.Settled(JobState.ofCode((char) code));
                    });
        }
        return results;
    }

    @Override
    public List<ExtendResult> extend(List<Lease> leases, Duration lease) {
        check(leases.size());
        if (leases.isEmpty()) {
            return List.of();
        }
        List<byte[]> args = new ArrayList<>(1 + 2 * leases.size());
        args.add(ascii(Long.toString(lease.toMillis())));
        for (Lease held : leases) {
            args.add(ShortId.of(held.job()));
            args.add(Fence.of(held));
        }
        byte[] codes = (byte[]) redis.run(LuaScript.EXTEND, args);
        List<ExtendResult> results = new ArrayList<>(codes.length);
        for (byte code : codes) {
            results.add(
                    switch (code) {
                        case 'e' -> ExtendResult.EXTENDED;
                        case 'c' -> ExtendResult.CANCEL_REQUESTED;
                        default -> ExtendResult.LEASE_LOST;
                    });
        }
        return results;
    }

    private static void check(int size) {
        if (size > BATCH) {
            throw new IllegalArgumentException("at most " + BATCH + " leases in one call");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
