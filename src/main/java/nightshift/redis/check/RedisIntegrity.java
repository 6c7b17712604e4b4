package nightshift.redis.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.store.Integrity;
import redis.clients.jedis.params.SetParams;

/** The self-audit of the store in Redis. One server checks at a time: the one whose token is in the key for that. */
public final class RedisIntegrity implements Integrity {

    private static final Logger LOG = Logger.getLogger(RedisIntegrity.class.getName());
    private static final String LAST = "last";
    private static final String CURRENT = "current";
    private static final String ASKED = "asked";

    private final Connection redis;
    private final Keys keys;
    private final byte[] rules;
    private final AuditBounds bounds;

    /** @param rules what holds for all destinations, as {@code lua/breakers.lua} has it */
    public RedisIntegrity(Connection redis, Keys keys, byte[] rules, AuditBounds bounds) {
        this.redis = redis;
        this.keys = keys;
        this.rules = rules;
        this.bounds = bounds;
    }

    @Override
    public Optional<Pass> check(String worker, double share, Duration lease) throws InterruptedException {
        String token = bounds.held().toMillis() + ":" + worker + ":" + UUID.randomUUID();
        String held = redis.call(
                "integrity",
                j -> j.set(
                        keys.integrity(),
                        token,
                        new SetParams().nx().px(bounds.held().toMillis())));
        if (held == null) {
            return Optional.empty();
        }
        long began = redis.now();
        Findings findings = new Findings();
        JobCounts counts = new JobCounts(bounds.ids());
        AuditCalls calls = new AuditCalls(redis, token, share, bounds.held(), findings, counts::removed);
        AuditPass pass = new AuditPass(calls, keys, lease, rules, findings, counts, bounds.ids());
        Pass start = new Pass(worker, Instant.ofEpochMilli(began), Optional.empty(), Optional.empty(), 0, Map.of());
        try {
            report(CURRENT, start);
            pass.run(jobs -> report(CURRENT, start.at(jobs, findings.byKind())));
            Pass done = start.at(pass.jobs(), findings.byKind()).endedAt(Instant.ofEpochMilli(calls.time()));
            report(LAST, done);
            return Optional.of(done);
        } catch (AuditCalls.Stopped e) {
            LOG.warning("The self-audit stops before its end: " + e.getMessage() + ".");
            return Optional.of(start.at(pass.jobs(), findings.byKind()).stoppedBy(e.stop()));
        } finally {
            pass.release();
        }
    }

    private void report(String field, Pass pass) {
        redis.call("integrity", j -> j.hset(keys.integrityReport(), field, PassText.of(pass)));
    }

    @Override
    public void ask() {
        long now = redis.now();
        redis.call("integrity", j -> j.hset(keys.integrityReport(), ASKED, Long.toString(now)));
    }

    @Override
    public boolean isDue(Duration interval) {
        Status status = status();
        return status.current().isEmpty()
                && (status.asked().isPresent()
                        || status.last().isEmpty()
                        || redis.now() - status.last().get().began().toEpochMilli() >= interval.toMillis());
    }

    @Override
    public Status status() {
        Map<String, String> report = redis.call("integrity", j -> j.hgetAll(keys.integrityReport()));
        Optional<Pass> last = Optional.ofNullable(report.get(LAST)).map(PassText::read);
        Optional<Pass> current = Optional.ofNullable(report.get(CURRENT))
                .map(PassText::read)
                .filter(pass ->
                        last.isEmpty() || pass.began().isAfter(last.get().began()))
                .filter(pass -> redis.call("integrity", j -> j.exists(keys.integrity())));
        Optional<Instant> asked = Optional.ofNullable(report.get(ASKED))
                .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))
                .filter(at -> last.isEmpty() || !at.isBefore(last.get().began()))
                .filter(at -> current.isEmpty() || !at.isBefore(current.get().began()));
        return new Status(last, current, asked);
    }
}
