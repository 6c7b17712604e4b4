package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nightshift.job.BulkKind;
import nightshift.job.Lease;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.Fence;
import nightshift.redis.record.NewJobs;
import nightshift.redis.record.NewRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.BadTokenException;
import nightshift.store.BulkJob;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.JobIntake;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ZRangeParams;

/** Keeps each bulk job in a hash, and the ids of each kind in a sorted set by the time that they began. */
final class RedisBulkJobs implements BulkJobs, Checkpoints {

    private static final String KIND = "kind";
    private static final String DESCRIPTION = "description";
    private static final Pattern TOKEN = Pattern.compile("b(\\d{1,9})");
    private static final List<String> OF_OPERATION = Stream.concat(
                    Stream.of(KIND, DESCRIPTION), RedisOperationSteps.fields().stream())
            .toList();
    private static final int SWEPT_AT_ONCE = 100;
    private static final int READ_AT_ONCE = 50;
    /** A page ends when its descriptions together reach this many characters. */
    private static final int PAGE_LENGTH = 4 << 20;

    private final Connection redis;
    private final Keys keys;
    private final NewJobs newJobs;

    RedisBulkJobs(Connection redis, Keys keys, NewJobs newJobs) {
        this.redis = redis;
        this.keys = keys;
        this.newJobs = newJobs;
    }

    @Override
    public JobId newId() {
        return newJobs.newId();
    }

    @Override
    public Begun begin(BulkJob bulk, Submission job) {
        List<byte[]> args = new ArrayList<>();
        args.add(ShortId.of(bulk.id()));
        args.add(ascii(String.valueOf(bulk.kind().code())));
        args.add(NewJobs.when(job.job()));
        args.add(NewRecord.of(job));
        args.add(RedisJobIntake.REMEMBER);
        args.add(RedisJobIntake.idem(job));
        args.add(ascii(DESCRIPTION));
        args.add(bulk.description().getBytes(UTF_8));
        bulk.checkpoints().forEach((name, value) -> {
            args.add(name.getBytes(UTF_8));
            args.add(value.getBytes(UTF_8));
        });
        byte[] answer = (byte[]) redis.runForClient(LuaScript.BEGIN, args);
        return switch (answer[0]) {
            case 'R' -> new Begun(Begun.How.NEW, bulk.id());
            case 'D' -> new Begun(Begun.How.SAME_REQUEST, ShortId.read(answer, 1));
            case 'K' -> new Begun(Begun.How.KEY_REUSED, ShortId.read(answer, 1));
            default -> throw new IllegalStateException("begin.lua answered " + new String(answer, ISO_8859_1));
        };
    }

    @Override
    public Optional<BulkJob> find(JobId id) {
        Map<String, String> fields = fields(id);
        return fields.containsKey(KIND) ? Optional.of(bulkJob(id, fields)) : Optional.empty();
    }

    private Map<String, String> fields(JobId id) {
        return redis.call("bulk", j -> j.hgetAll(keys.bulk(ShortId.text(id))));
    }

    private static BulkJob bulkJob(JobId id, Map<String, String> fields) {
        return new BulkJob(
                id, BulkKind.ofCode(fields.get(KIND).charAt(0)), fields.get(DESCRIPTION), checkpoints(fields));
    }

    private static Map<String, String> checkpoints(Map<String, String> fields) {
        Map<String, String> checkpoints = new LinkedHashMap<>(fields);
        checkpoints.keySet().removeAll(List.of(KIND, DESCRIPTION));
        return checkpoints;
    }

    @Override
    public Page page(BulkKind kind, int size, Optional<String> token) {
        int from = token.map(RedisBulkJobs::offset).orElse(0);
        List<String> ids = redis.call(
                "bulk",
                j -> j.zrange(
                        keys.bulkOfKind(kind.code()),
                        ZRangeParams.zrangeParams(from, from + size).rev()));
        List<BulkJob> items = new ArrayList<>();
        int taken = 0;
        int length = 0;
        int most = Math.min(size, ids.size());
        while (taken < most && length < PAGE_LENGTH) {
            List<String> some = ids.subList(taken, Math.min(most, taken + READ_AT_ONCE));
            for (Optional<BulkJob> bulk : bulkJobs(kind, some)) {
                if (length < PAGE_LENGTH) {
                    taken++;
                    length += bulk.map(found -> found.description().length()).orElse(0);
                    bulk.ifPresent(items::add);
                }
            }
        }
        return new Page(items, ids.size() > taken ? Optional.of("b" + (from + taken)) : Optional.empty());
    }

    private List<Optional<BulkJob>> bulkJobs(BulkKind kind, List<String> ids) {
        List<Map<String, String>> read = redis.call("bulk", j -> {
            List<Supplier<Map<String, String>>> answers = new ArrayList<>();
            try (AbstractPipeline pipeline = j.pipelined()) {
                ids.forEach(id -> answers.add(ask(pipeline, kind, keys.bulk(id))));
                pipeline.sync();
            }
            return answers.stream().map(Supplier::get).toList();
        });
        List<Optional<BulkJob>> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Map<String, String> fields = read.get(i);
            found.add(fields.containsKey(KIND) ? Optional.of(bulkJob(id(ids.get(i)), fields)) : Optional.empty());
        }
        return found;
    }

    /** What a list shows of a bulk job. */
    private static Supplier<Map<String, String>> ask(AbstractPipeline pipeline, BulkKind kind, String key) {
        if (kind != BulkKind.OPERATION) {
            return pipeline.hgetAll(key);
        }
        Response<List<String>> values = pipeline.hmget(key, OF_OPERATION.toArray(String[]::new));
        return () -> {
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < OF_OPERATION.size(); i++) {
                if (values.get().get(i) != null) {
                    fields.put(OF_OPERATION.get(i), values.get().get(i));
                }
            }
            return fields;
        };
    }

    private static int offset(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new BadTokenException();
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public List<JobId> begunBefore(BulkKind kind, Instant time, int skipped) {
        return redis
                .call(
                        "bulk",
                        j -> j.zrange(
                                keys.bulkOfKind(kind.code()),
                                ZRangeParams.zrangeByScoreParams(0, time.toEpochMilli())
                                        .limit(skipped, SWEPT_AT_ONCE)))
                .stream()
                .map(RedisBulkJobs::id)
                .toList();
    }

    @Override
    public void forget(BulkKind kind, JobId id) {
        redis.call("bulk", j -> j.unlink(keys.bulk(ShortId.text(id))));
        redis.call("bulk", j -> j.zrem(keys.bulkOfKind(kind.code()), ShortId.text(id)));
    }

    @Override
    public Map<String, String> all(JobId bulk) {
        return checkpoints(fields(bulk));
    }

    @Override
    public Commit commit(Lease lease, Step step, List<Submission> jobs) {
        if (jobs.size() > JobIntake.BATCH) {
            throw new IllegalArgumentException("at most " + JobIntake.BATCH + " jobs in one step");
        }
        List<byte[]> args = new ArrayList<>(6 + 3 * jobs.size());
        args.add(ShortId.of(lease.job()));
        args.add(Fence.of(lease));
        args.add(ShortId.of(step.bulk()));
        args.add(step.name().getBytes(UTF_8));
        args.add(step.from().getBytes(UTF_8));
        args.add(step.to().getBytes(UTF_8));
        for (Submission job : jobs) {
            args.add(ShortId.of(newJobs.newId()));
            args.add(NewJobs.when(job.job()));
            args.add(NewRecord.of(job));
        }
        String answer = new String((byte[]) redis.run(LuaScript.COMMIT, args), ISO_8859_1);
        return switch (answer) {
            case "c" -> Commit.COMMITTED;
            case "a" -> Commit.ALREADY;
            case "s" -> Commit.STOP;
            case "l" -> Commit.LEASE_LOST;
            case "x" -> Commit.CONFLICT;
            default -> throw new IllegalStateException("commit.lua answered " + answer);
        };
    }

    @Override
    public boolean isHeld(Lease lease) {
        byte[] head = redis.call("bulk", j -> j.getrange(keys.job(ShortId.text(lease.job())), 0, Fence.END - 1));
        return Fence.isHeld(head, lease);
    }

    private static JobId id(String shortId) {
        return ShortId.read(ascii(shortId), 0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
