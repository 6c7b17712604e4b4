package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.NewJobs;
import nightshift.redis.record.ShortId;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;

final class RedisJobIntake implements JobIntake {

    /** How many ms an idempotency key is remembered. */
    static final byte[] REMEMBER = ascii(Long.toString(IdempotencyKey.REMEMBERED.toMillis()));

    private final Connection redis;
    private final NewJobs newJobs;

    RedisJobIntake(Connection redis, NewJobs newJobs) {
        this.redis = redis;
        this.newJobs = newJobs;
    }

    @Override
    public List<SubmitResult> submit(List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        if (submissions.size() > BATCH) {
            throw new IllegalArgumentException("at most " + BATCH + " submissions in one call");
        }
        List<JobId> fresh = new ArrayList<>(submissions.size());
        List<byte[]> args = new ArrayList<>(1 + 4 * submissions.size());
        args.add(REMEMBER);
        for (Submission submission : submissions) {
            JobId id = newJobs.newId();
            fresh.add(id);
            args.add(ShortId.of(id));
            args.add(NewJobs.when(submission.job()));
            args.add(JobRecord.body(submission));
            args.add(idem(submission));
        }
        List<?> answers = (List<?>) redis.runForClient(LuaScript.SUBMIT, args);
        Instant now = Instant.ofEpochMilli((Long) answers.get(0));
        List<SubmitResult> results = new ArrayList<>(submissions.size());
        for (int i = 0; i < submissions.size(); i++) {
            results.add(result((byte[]) answers.get(i + 1), fresh.get(i), submissions.get(i), now));
        }
        return results;
    }

    private static final byte[] NOTHING = {};

    private static SubmitResult result(byte[] answer, JobId id, Submission asked, Instant now) {
        return switch (answer[0]) {
            case 'R' -> new SubmitResult.Accepted(stored(asked, id, JobState.READY, now, now));
            case 'S' ->
                new SubmitResult.Accepted(stored(
                        asked,
                        id,
                        JobState.SCHEDULED,
                        Instant.ofEpochMilli(Long.parseLong(new String(answer, 1, answer.length - 1, ISO_8859_1))),
                        now));
            case 'D' -> new SubmitResult.Duplicate(ShortId.read(answer, 1));
            case 'K' -> new SubmitResult.KeyReused(ShortId.read(answer, 1));
            default -> throw new IllegalStateException("submit.lua answered " + new String(answer, ISO_8859_1));
        };
    }

    private static Job stored(Submission asked, JobId id, JobState state, Instant stateAt, Instant now) {
        NewJob job = asked.job();
        return new Job(
                id,
                job.task(),
                job.args(),
                job.options(),
                state,
                stateAt,
                now,
                List.of(),
                0,
                0,
                false,
                Optional.empty(),
                asked.trace());
    }

    /** The stored form of a submission's idempotency key; empty if it has none. */
    static byte[] idem(Submission submission) {
        return submission.idempotencyKey().map(RedisJobIntake::digest).orElse(NOTHING);
    }

    private static byte[] digest(IdempotencyKey key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((key.principal() + "\n" + key.key()).getBytes(UTF_8));
            return ascii(HexFormat.of().formatHex(digest) + key.bodyHash());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ChangeResult cancel(JobId id) {
        return change(LuaScript.CANCEL, id);
    }

    @Override
    public ChangeResult retry(JobId id) {
        return change(LuaScript.RETRY, id);
    }

    private ChangeResult change(LuaScript script, JobId id) {
        String answer = new String((byte[]) redis.runForClient(script, List.of(ShortId.of(id))), ISO_8859_1);
        return switch (answer.charAt(0)) {
            case 'C' -> new ChangeResult.Changed(JobState.ofCode(answer.charAt(1)));
            case 'X' -> new ChangeResult.Refused(JobState.ofCode(answer.charAt(1)));
            default -> new ChangeResult.NotFound();
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
