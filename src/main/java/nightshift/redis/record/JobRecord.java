package nightshift.redis.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Claimed;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobChange;
import nightshift.job.JobOptions;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.job.Lease;
import nightshift.job.TraceParent;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A job's record in the store; {@code lua/lib.lua} has its layout. Reads only what is asked for. */
public final class JobRecord {

    /** Version of a record without attributes. */
    static final byte PLAIN = '1';
    /** Version of a record that has attributes after its names. */
    static final byte WITH_ATTRIBUTES = '2';

    /** Characters of a lease token, of which the first {@link #WORKER_LENGTH} name the worker. */
    static final int TOKEN_LENGTH = 20;
    /** Characters of a worker's id. */
    static final int WORKER_LENGTH = 8;

    /** Where the code of the state stands, whatever the version of the record is. */
    public static final int STATE = 1;

    private static final int UNCHARGED = 4;
    private static final int LOST = 8;
    private static final int STATE_AT = 10;
    static final int ATTEMPT = 23;
    private static final int TOKEN = 27;
    private static final int CREATED = 47;
    static final int LENGTHS = 60;
    static final int NAMES = 70;
    private final JobId id;
    private final byte[] bytes;
    private final QueueName queue;
    private final TaskName task;
    private final int namesEnd;
    private final String attributes;
    private final int metaFrom;
    private final int metaTextFrom;
    private final int argsFrom;
    private final int historyFrom;
    private final Optional<TraceParent> trace;

    /**
     * Reads a record.
     *
     * @throws IllegalStateException if a later version of Nightshift wrote it
     */
    public JobRecord(JobId id, byte[] bytes) {
        if (bytes[0] != PLAIN && bytes[0] != WITH_ATTRIBUTES) {
            throw new IllegalStateException("job " + id + " has a record of unknown version '" + (char) bytes[0] + "'");
        }
        this.id = id;
        this.bytes = bytes;
        int queueEnd = indexOf((byte) '\n', NAMES);
        int taskEnd = indexOf((byte) '\n', queueEnd + 1);
        queue = Names.queue(text(NAMES, queueEnd));
        task = Names.task(text(queueEnd + 1, taskEnd));
        namesEnd = taskEnd + 1;
        int attributesEnd = bytes[0] == PLAIN ? taskEnd : indexOf((byte) '\n', taskEnd + 1);
        attributes = bytes[0] == PLAIN ? "" : new String(bytes, taskEnd + 1, attributesEnd - taskEnd - 1, UTF_8);
        metaFrom = attributesEnd + 1;
        argsFrom = metaFrom + (int) number(LENGTHS, 4);
        trace = TraceBytes.read(bytes, metaFrom, argsFrom);
        metaTextFrom = trace.isPresent() ? metaFrom + TraceBytes.LENGTH : metaFrom;
        historyFrom = argsFrom + (int) number(LENGTHS + 4, 6);
    }

    /** The record of a job; empty if a later version of Nightshift wrote it, as while servers are being upgraded. */
    public static Optional<JobRecord> read(JobId id, byte[] bytes) {
        return bytes[0] == PLAIN || bytes[0] == WITH_ATTRIBUTES
                ? Optional.of(new JobRecord(id, bytes))
                : Optional.empty();
    }

    /** The version of the record of this job after a change, followed by what is in it from position 61 on. */
    public byte[] revised(JobChange change) {
        byte[] args = change.args().orElseGet(this::args).getBytes(UTF_8);
        String attributes = change.args()
                .map(text -> Attributes.withDestination(this.attributes, Destinations.of(task, text)))
                .orElse(this.attributes);
        byte[] meta = change.tags()
                .map(tags -> Meta.write(options().but().tags(tags).build()).getBytes(UTF_8))
                .orElseGet(() -> Arrays.copyOfRange(bytes, metaTextFrom, argsFrom));
        byte[] lengths = new byte[NAMES - LENGTHS];
        Digits.put(lengths, 0, 4, metaTextFrom - metaFrom + meta.length);
        Digits.put(lengths, 4, 6, args.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + args.length);
        out.write(attributes.isEmpty() ? PLAIN : WITH_ATTRIBUTES);
        out.writeBytes(lengths);
        out.write(bytes, NAMES, namesEnd - NAMES);
        if (!attributes.isEmpty()) {
            out.writeBytes((attributes + "\n").getBytes(UTF_8));
        }
        out.write(bytes, metaFrom, metaTextFrom - metaFrom);
        out.writeBytes(meta);
        out.writeBytes(args);
        out.write(bytes, historyFrom, bytes.length - historyFrom);
        return out.toByteArray();
    }

    /** The job's id. */
    public JobId id() {
        return id;
    }

    /** How many bytes stand before the args: a record that is cut off has to have as many for everything but the args. */
    public int bytesBeforeArgs() {
        return argsFrom;
    }

    JobState state() {
        return stateOf(bytes);
    }

    /** The state of a job whose record begins like this, whatever its version is. */
    public static JobState stateOf(byte[] head) {
        return JobState.ofCode((char) head[STATE]);
    }

    Instant stateAt() {
        return Instant.ofEpochMilli(number(STATE_AT, 13));
    }

    /** Id of the worker that holds the lease, or held the last one. */
    public String worker() {
        return text(TOKEN, TOKEN + WORKER_LENGTH);
    }

    /** When it came into its state, and its lease, as they stand in the record. */
    public byte[] stateAndLease() {
        return Arrays.copyOfRange(bytes, STATE_AT, CREATED);
    }

    private int attempt() {
        return (int) number(ATTEMPT, 4);
    }

    private Instant createdAt() {
        return Instant.ofEpochMilli(number(CREATED, 13));
    }

    private boolean deadlineMissed() {
        return bytes[3] == 'd';
    }

    private Optional<Fingerprint> failureGroup() {
        return switch (state()) {
            case SUCCEEDED, CANCELLED, EXPIRED -> Optional.empty();
            default -> Attributes.failureGroup(attributes);
        };
    }

    private JobOptions options() {
        JobOptions.Builder options = JobOptions.with().queue(queue).priority(bytes[2] - '0');
        if (!attributes.isEmpty()) {
            Attributes.read(attributes, options);
        }
        Meta.read(new String(bytes, metaTextFrom, argsFrom - metaTextFrom, UTF_8), options);
        return options.build();
    }

    /** The JSON text of its args; this record has them. */
    public String args() {
        return new String(bytes, argsFrom, historyFrom - argsFrom, UTF_8);
    }

    /** The job as claimed at a time, under a new token; this record is from right before. */
    public Claimed claimed(String token, long claimedAt) {
        long waited = Math.max(0, claimedAt - number(STATE_AT, 13));
        return claimed(new Lease(id, attempt() + 1, token), claimedAt, waited, 0);
    }

    /** The job as taken over under a new token; this record is from right before. */
    public Claimed rescued(String token) {
        return claimed(new Lease(id, attempt(), token), number(STATE_AT, 13), 0, 1);
    }

    private Claimed claimed(Lease lease, long startedAt, long waited, int open) {
        return new Claimed(
                lease,
                task,
                args(),
                options(),
                charged(open),
                (int) number(LOST, 2),
                Instant.ofEpochMilli(startedAt),
                Duration.ofMillis(waited),
                trace);
    }

    /** Attempts that count, without those that are still open. */
    private int charged(int open) {
        return attempt() - open - (int) number(UNCHARGED, 4);
    }

    /** The whole job. */
    public Job job() {
        History history = History.read(bytes, historyFrom);
        List<Attempt> attempts = new ArrayList<>(history.attempts());
        openAttempt().ifPresent(attempts::add);
        return new Job(
                id,
                task,
                args(),
                options(),
                state(),
                stateAt(),
                createdAt(),
                attempts,
                attempt(),
                charged(openAttempt().isPresent() ? 1 : 0),
                bytes[3] == '1',
                deadlineMissed(),
                failureGroup(),
                history.result(),
                trace);
    }

    /** The job for a list; this record ends with its meta. */
    public JobSummary summary(byte[] newestAttempt) {
        Optional<Attempt> last = openAttempt();
        if (last.isEmpty() && newestAttempt.length > 0) {
            last = Optional.of(
                    AttemptEntry.read(new String(newestAttempt, 1, newestAttempt.length - 1, UTF_8), Optional.empty()));
        }
        return new JobSummary(
                id,
                task,
                options(),
                state(),
                stateAt(),
                createdAt(),
                attempt(),
                charged(0),
                deadlineMissed(),
                failureGroup(),
                last);
    }

    private Optional<Attempt> openAttempt() {
        return state() != JobState.RUNNING
                ? Optional.empty()
                : Optional.of(new Attempt(
                        attempt(),
                        Optional.empty(),
                        stateAt(),
                        Optional.empty(),
                        worker(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    private long number(int from, int digits) {
        return Digits.get(bytes, from, digits);
    }

    private int indexOf(byte wanted, int from) {
        int i = from;
        while (bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
