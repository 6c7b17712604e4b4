package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.job.ActionResult;
import nightshift.job.JobState;
import nightshift.job.Lease;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.Fence;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.Checkpoints;
import nightshift.store.Checkpoints.Commit;
import nightshift.store.JobWalks.Found;
import nightshift.store.OperationSteps;
import nightshift.task.JobId;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Keeps the report of an operation in fields of its bulk job, which the script of its chunks writes. */
final class RedisOperationSteps implements OperationSteps {

    private static final String COUNT = "n:";
    private static final String SAMPLE = "s:";
    private static final byte[] NOTHING = {};
    private static final byte[] UNREADABLE = ascii("?");

    private final Connection redis;
    private final Keys keys;
    private final Checkpoints checkpoints;

    RedisOperationSteps(Connection redis, Keys keys, Checkpoints checkpoints) {
        this.redis = redis;
        this.keys = keys;
        this.checkpoints = checkpoints;
    }

    @Override
    public Outcome apply(Lease lease, Work work, Note note) {
        List<byte[]> args = new ArrayList<>();
        args.add(ShortId.of(lease.job()));
        args.add(Fence.of(lease));
        args.add(note.from().getBytes(UTF_8));
        args.add(note.to().getBytes(UTF_8));
        args.add(
                note.trail() == Trail.NONE
                        ? NOTHING
                        : ascii(field(note.trail()) + " " + note.trail().most()));
        args.add(ascii(note.announce() ? "e" : ""));
        args.addAll(args(work));
        String answer = new String((byte[]) redis.run(LuaScript.OPERATE, args), ISO_8859_1);
        return switch (answer.charAt(0)) {
            case 'c' -> new Outcome(Commit.COMMITTED, results(answer.substring(1)));
            case 'a' -> new Outcome(Commit.ALREADY, List.of());
            case 's' -> new Outcome(Commit.STOP, List.of());
            case 'l' -> new Outcome(Commit.LEASE_LOST, List.of());
            case 'x' -> new Outcome(Commit.CONFLICT, List.of());
            default -> throw new IllegalStateException("operate.lua answered " + answer);
        };
    }

    @Override
    public List<ActionResult> preview(Work work) {
        return results(new String((byte[]) redis.run(LuaScript.PREVIEW, args(work)), ISO_8859_1));
    }

    private static List<byte[]> args(Work work) {
        if (work.jobs().size() > BATCH) {
            throw new IllegalArgumentException("at most " + BATCH + " jobs in one chunk");
        }
        StringBuilder states = new StringBuilder();
        work.states().forEach(state -> states.append(state.code()));
        List<byte[]> args = new ArrayList<>(4 + 2 * work.jobs().size());
        args.add(ascii(String.valueOf(work.action().kind().code())));
        args.add(work.action().value().getBytes(UTF_8));
        args.add(ascii(states.toString()));
        args.add(ascii(Long.toString(work.until().toEpochMilli())));
        for (Found found : work.jobs()) {
            args.add(ShortId.of(found.id()));
            args.add(found.job()
                    .map(job -> ascii(String.format(Locale.ROOT, "%04d", job.attempt())))
                    .orElse(UNREADABLE));
        }
        return args;
    }

    private static List<ActionResult> results(String codes) {
        return codes.chars().mapToObj(code -> ActionResult.ofCode((char) code)).toList();
    }

    @Override
    public Report report(JobId operation) {
        return report(checkpoints.all(operation));
    }

    @Override
    public Report report(Map<String, String> fields) {
        Map<ActionResult, Long> counts = new EnumMap<>(ActionResult.class);
        Map<ActionResult, List<JobId>> samples = new EnumMap<>(ActionResult.class);
        for (ActionResult result : ActionResult.values()) {
            if (fields.containsKey(COUNT + result.code())) {
                counts.put(result, Long.parseLong(fields.get(COUNT + result.code())));
            }
            if (fields.containsKey(SAMPLE + result.code())) {
                samples.put(result, ids(fields.get(SAMPLE + result.code())));
            }
        }
        return new Report(fields.getOrDefault(CHECKPOINT, ""), counts, samples);
    }

    /** The fields of a bulk job that a report consists of. The ids that an operation collects are not among them: they are many. */
    static List<String> fields() {
        List<String> fields = new ArrayList<>(List.of(CHECKPOINT));
        for (ActionResult result : ActionResult.values()) {
            fields.add(COUNT + result.code());
            fields.add(SAMPLE + result.code());
        }
        return fields;
    }

    private static String field(Trail trail) {
        return trail.name().toLowerCase(Locale.ROOT);
    }

    private static List<JobId> ids(String shortIds) {
        byte[] bytes = ascii(shortIds);
        List<JobId> ids = new ArrayList<>();
        for (int from = 0; from + ShortId.LENGTH <= bytes.length; from += ShortId.LENGTH) {
            ids.add(ShortId.read(bytes, from));
        }
        return ids;
    }

    @Override
    public List<JobId> trail(JobId operation, Trail trail) {
        String found = redis.call("bulk", j -> j.hget(keys.bulk(ShortId.text(operation)), field(trail)));
        return found == null ? List.of() : ids(found);
    }

    /** Reads one byte of each record: an operation that waits asks again and again. */
    @Override
    public Map<JobId, JobState> states(List<JobId> jobs) {
        Map<JobId, JobState> states = new HashMap<>();
        for (int from = 0; from < jobs.size(); from += BATCH) {
            List<JobId> some = jobs.subList(from, Math.min(jobs.size(), from + BATCH));
            List<byte[]> codes = redis.call("bulk", j -> {
                List<Response<byte[]>> answers = new ArrayList<>();
                try (AbstractPipeline pipeline = j.pipelined()) {
                    some.forEach(id -> answers.add(
                            pipeline.getrange(keys.job(ShortId.text(id)), JobRecord.STATE, JobRecord.STATE)));
                    pipeline.sync();
                }
                return answers.stream().map(Response::get).toList();
            });
            for (int i = 0; i < some.size(); i++) {
                byte[] code = codes.get(i);
                if (code != null && code.length > 0) {
                    states.put(some.get(i), JobState.ofCode((char) code[0]));
                }
            }
        }
        return states;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(redis.now());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
