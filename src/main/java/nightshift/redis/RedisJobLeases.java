package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.job.Reachability;
import nightshift.job.Settlement;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.AttemptEntry;
import nightshift.redis.record.CauseText;
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
    private final byte[] rules;
    private final TaskNames known = new TaskNames();
    private final TaskNames bulk = new TaskNames();

    /** @param rules what holds for all destinations, as {@code lua/breakers.lua} has it */
    RedisJobLeases(Connection redis, RedisClock clock, byte[] rules) {
        this.redis = redis;
        this.clock = clock;
        this.rules = rules;
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
            return exchange(Settled.of(answers[0]), (List<?>) answers[1], token);
        }
        Settled settled =
                settles ? Settled.of(redis.run(LuaScript.SETTLE, settleArgs(settlements, false))) : Settled.NOTHING;
        return claims
                ? exchange(settled, (List<?>) redis.run(LuaScript.CLAIM, claimArgs(request, token)), token)
                : new Exchange(
                        settled.results, settled.breakers, settled.newFailures, List.of(), false, Optional.empty());
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
                ascii(Long.toString(clock.latestAnswer())),
                rules);
    }

    private Exchange exchange(Settled settled, List<?> answers, String token) {
        long now = (Long) answers.get(0);
        clock.set(now);
        List<Claimed> claimed = new ArrayList<>((answers.size() - 3) / 2);
        for (int i = 3; i < answers.size(); i += 2) {
            byte[] id = (byte[]) answers.get(i);
            claimed.add(new JobRecord(ShortId.read(id, 0), (byte[]) answers.get(i + 1)).claimed(token, now));
        }
        long wait = (Long) answers.get(2);
        return new Exchange(
                settled.results,
                settled.breakers,
                settled.newFailures,
                claimed,
                (Long) answers.get(1) == 1,
                wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait)));
    }

    private List<byte[]> settleArgs(List<Settlement> settlements, boolean claims) {
        List<byte[]> args = new ArrayList<>(2 + 4 * settlements.size());
        args.add(ascii(claims ? "1" : "0"));
        args.add(rules);
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
        String learned = settlement.learned().map(RedisJobLeases::learned).orElse("");
        String cause =
                settlement.cause().map(failed -> "\n" + CauseText.write(failed)).orElse("");
        return ("" + settlement.next().code() + kind + delay + learned + cause).getBytes(UTF_8);
    }

    private static String learned(Reachability learned) {
        String pause = switch (learned.kind()) {
            case ANSWERED, FAILED -> "";
            case UNAVAILABLE, BUSY -> Long.toString(learned.pause().toMillis());
        };
        return "/" + learned.kind().code() + pause;
    }

    /**
     * What the settle script answers: a character for each settlement, then a line for each breaker that opened or closed, and for each
     * failure group that is new.
     */
    private record Settled(List<SettleResult> results, List<BreakerChange> breakers, List<Fingerprint> newFailures) {

        static final Settled NOTHING = new Settled(List.of(), List.of(), List.of());

        static Settled of(Object answer) {
            String[] lines = new String((byte[]) answer, ISO_8859_1).split("\n");
            return new Settled(
                    lines[0].chars().mapToObj(Settled::result).toList(),
                    Arrays.stream(lines)
                            .skip(1)
                            .filter(line -> line.charAt(0) != NEW_GROUP)
                            .map(Settled::change)
                            .toList(),
                    Arrays.stream(lines)
                            .skip(1)
                            .filter(line -> line.charAt(0) == NEW_GROUP)
                            .map(line -> new Fingerprint(line.substring(1)))
                            .toList());
        }

        private static final char NEW_GROUP = 'n';

        private static SettleResult result(int code) {
            return switch (code) {
                case 'l' -> new SettleResult.LeaseLost();
                case 'a' -> new SettleResult.Already();
                default -> new SettleResult.Settled(JobState.ofCode((char) code));
            };
        }

        private static BreakerChange change(String line) {
            return new BreakerChange(new Destination(line.substring(1)), line.charAt(0) == 'o');
        }
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
