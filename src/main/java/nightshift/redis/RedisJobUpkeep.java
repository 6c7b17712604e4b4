package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.job.Limits;
import nightshift.job.Retention;
import nightshift.redis.find.FailureRepair;
import nightshift.redis.find.RedisRipeJobs;
import nightshift.redis.find.StateIndex;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.link.Pools;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.LeaseToken;
import nightshift.redis.record.Names;
import nightshift.redis.record.ShortId;
import nightshift.store.JobUpkeep;

final class RedisJobUpkeep implements JobUpkeep {

    /** How long a heartbeat can take to get through when Redis is back: the end of one that hangs, and a new connection. */
    private static final Duration LATEST_RENEWAL = Duration.ofMillis(Pools.ANSWER_MS + Pools.CONNECT_MS);

    /** More running jobs than this are not recounted: that would hold up Redis for some ms. */
    private static final int AUDIT_MOST = 2_000;
    /** What a line about a failure group begins with. */
    private static final char NEW_GROUP = 'n';

    private final Connection redis;
    private final StateIndex index;
    private final FailureRepair failures;
    private final RedisRipeJobs ripe;
    private final RedisClock clock;
    private final byte[] rules;

    /** @param rules what holds for all destinations, as {@code lua/breakers.lua} has it */
    RedisJobUpkeep(Connection redis, Keys keys, RedisRipeJobs ripe, RedisClock clock, byte[] rules) {
        this.rules = rules;
        this.redis = redis;
        this.index = new StateIndex(redis, keys);
        this.failures = new FailureRepair(redis, keys);
        this.ripe = ripe;
        this.clock = clock;
    }

    @Override
    public Promotion promote(int limit) {
        List<?> answers = (List<?>) redis.run(LuaScript.PROMOTE, List.of(number(limit)));
        List<Promoted> promoted = new ArrayList<>(answers.size());
        for (Object answer : answers.subList(1, answers.size())) {
            String text = new String((byte[]) answer, ISO_8859_1);
            promoted.add(new Promoted(text.charAt(0) == 'T', Duration.ofMillis(Long.parseLong(text.substring(1)))));
        }
        return new Promotion(promoted, again(answers));
    }

    @Override
    public Expiry expire(int limit) {
        List<?> answers = (List<?>) redis.run(LuaScript.EXPIRE, List.of(number(limit)));
        Map<Boolean, List<String>> lines = answers.subList(1, answers.size()).stream()
                .map(answer -> new String((byte[]) answer, ISO_8859_1))
                .collect(Collectors.partitioningBy(line -> line.charAt(0) == NEW_GROUP));
        return new Expiry(
                lines.get(false).stream().map(RedisJobUpkeep::ended).toList(),
                lines.get(true).stream()
                        .map(line -> new Fingerprint(line.substring(1)))
                        .toList(),
                again(answers));
    }

    private static Duration again(List<?> answers) {
        return Duration.ofMillis((Long) answers.get(0));
    }

    /** @param text state code, queue, line feed, task */
    private static Ended ended(String text) {
        int names = text.indexOf('\n');
        return new Ended(
                Names.queue(text.substring(1, names)),
                Names.task(text.substring(names + 1)),
                JobState.ofCode(text.charAt(0)));
    }

    @Override
    public Rescue rescue(String worker, Duration lease, int limit, Duration unanswered) {
        String token = LeaseToken.of(worker);
        long grace = Math.max(lease.toMillis(), LATEST_RENEWAL.toMillis());
        List<?> answers = (List<?>) redis.run(
                LuaScript.RESCUE,
                List.of(
                        number(limit),
                        token.getBytes(ISO_8859_1),
                        number(lease.toMillis()),
                        number(clock.now() - unanswered.toMillis()),
                        number(grace),
                        number(clock.latestAnswer()),
                        number(Limits.LOST_MOST - 2)));
        clock.set((Long) answers.get(0));
        List<Rescued> rescued = new ArrayList<>();
        for (int i = 2; i < answers.size(); i += 4) {
            Duration late = Duration.ofMillis((Long) answers.get(i + 2));
            Duration apart = Duration.ofMillis((Long) answers.get(i + 3));
            JobRecord.read(ShortId.read((byte[]) answers.get(i), 0), (byte[]) answers.get(i + 1))
                    .map(record -> new Rescued(record.rescued(token), record.worker(), late, apart))
                    .ifPresent(rescued::add);
        }
        return new Rescue(rescued, Duration.ofMillis((Long) answers.get(1)));
    }

    @Override
    public void repairIndex() {
        index.repair();
    }

    @Override
    public List<Fingerprint> tidyFailures() {
        return failures.repair();
    }

    @Override
    public OptionalInt audit() {
        long differed = (Long) redis.run(LuaScript.AUDIT, List.of(number(AUDIT_MOST), rules));
        return differed < 0 ? OptionalInt.empty() : OptionalInt.of((int) differed);
    }

    @Override
    public int purge(Retention retention) {
        return ripe.purge(retention);
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(ISO_8859_1);
    }
}
