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
import java.util.function.BiFunction;
import java.util.function.Function;
import nightshift.job.Due;
import nightshift.job.IdempotencyKey;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobState;
import nightshift.job.NewJob;
import nightshift.job.Submission;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.NewJobs;
import nightshift.redis.record.NewRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.store.StoreUnavailable;
import nightshift.store.SubmitResult;
import nightshift.task.JobId;

final class RedisJobIntake implements JobIntake {

    /** How many ms an idempotency key is remembered. */
    static final byte[] REMEMBER = ascii(Long.toString(IdempotencyKey.REMEMBERED.toMillis()));

    private static final int REVISIONS_MOST = 20;

    private final Connection redis;
    private final Keys keys;
    private final NewJobs newJobs;

    RedisJobIntake(Connection redis, Keys keys, NewJobs newJobs) {
        this.redis = redis;
        this.keys = keys;
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
            args.add(NewRecord.of(submission));
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
            case 'S' -> new SubmitResult.Accepted(stored(asked, id, JobState.SCHEDULED, time(answer), now));
            case 'B' -> new SubmitResult.Accepted(stored(asked, id, JobState.BLOCKED, time(answer), now));
            case 'P' -> new SubmitResult.Replaced(ShortId.read(answer, 1));
            case 'D' -> new SubmitResult.Duplicate(ShortId.read(answer, 1));
            case 'K' -> new SubmitResult.KeyReused(ShortId.read(answer, 1));
            case 'L' -> new SubmitResult.Existing(ShortId.read(answer, 1));
            case 'H' -> new SubmitResult.UniqueKeyHeld(ShortId.read(answer, 2), JobState.ofCode((char) answer[1]));
            default -> throw new IllegalStateException("submit.lua answered " + new String(answer, ISO_8859_1));
        };
    }

    private static Instant time(byte[] answer) {
        return Instant.ofEpochMilli(Long.parseLong(new String(answer, 1, answer.length - 1, ISO_8859_1)));
    }

    private static Job stored(Submission asked, JobId id, JobState state, Instant stateAt, Instant now) {
        NewJob job = asked.job();
        return new Job(
                id,
                job.task(),
                job.args(),
                job.options().from(now),
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
        return result((byte[]) redis.runForClient(LuaScript.CANCEL, List.of(ShortId.of(id))));
    }

    @Override
    public ChangeResult retry(JobId id) {
        return result((byte[]) redis.runForClient(LuaScript.RETRY, List.of(ShortId.of(id), NOTHING, NOTHING)));
    }

    @Override
    public ChangeResult retry(JobId id, Function<Job, String> args) {
        return changed(id, (record, sha) -> {
            JobChange change = JobChange.ofArgs(args.apply(record.job()));
            return (byte[]) redis.runForClient(LuaScript.RETRY, List.of(ShortId.of(id), sha, record.revised(change)));
        });
    }

    @Override
    public ChangeResult run(JobId id) {
        return result((byte[]) redis.runForClient(
                LuaScript.REVISE,
                List.of(ShortId.of(id), ascii("STR"), NOTHING, NewJobs.time(new Due.Now()), NOTHING, NOTHING)));
    }

    @Override
    public ChangeResult revise(JobId id, Function<Job, JobChange> change) {
        return changed(id, (record, sha) -> revise(id, record, sha, change.apply(record.job())));
    }

    /** Makes a change that depends on the record. The script is given the record's digest, and refuses if it is another one now. */
    private ChangeResult changed(JobId id, BiFunction<JobRecord, byte[], byte[]> change) {
        for (int tries = 0; tries < REVISIONS_MOST; tries++) {
            byte[] bytes = redis.call("revise", j -> j.get(keys.job(ShortId.text(id))));
            if (bytes == null) {
                return new ChangeResult.NotFound();
            }
            JobRecord record = new JobRecord(id, bytes);
            byte[] answer = change.apply(record, sha1(bytes));
            if (answer[0] != 'O') {
                return result(answer);
            }
        }
        throw new StoreUnavailable(
                StoreUnavailable.Reason.NOT_READY,
                "Others change this job all the time.",
                "job " + id + " was changed during each of " + REVISIONS_MOST + " tries to change it",
                null);
    }

    private byte[] revise(JobId id, JobRecord record, byte[] sha, JobChange change) {
        boolean rewritten = change.args().isPresent() || change.tags().isPresent();
        return (byte[]) redis.runForClient(
                LuaScript.REVISE,
                List.of(
                        ShortId.of(id),
                        ascii("STRB"),
                        sha,
                        change.due().map(NewJobs::time).orElse(NOTHING),
                        change.priority()
                                .map(priority -> ascii(priority.toString()))
                                .orElse(NOTHING),
                        rewritten ? record.revised(change) : NOTHING));
    }

    private static ChangeResult result(byte[] answer) {
        return switch (answer[0]) {
            case 'C' -> new ChangeResult.Changed(JobState.ofCode((char) answer[1]));
            case 'X' -> new ChangeResult.Refused(JobState.ofCode((char) answer[1]));
            case 'H' -> new ChangeResult.UniqueKeyHeld(ShortId.read(answer, 2), JobState.ofCode((char) answer[1]));
            default -> new ChangeResult.NotFound();
        };
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return ascii(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
