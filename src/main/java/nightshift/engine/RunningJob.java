package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.Claimed;
import nightshift.job.Lease;
import nightshift.job.LeasedAttempt;
import nightshift.job.Reachability;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * An attempt in progress. It ends once: when its handler ends, or when the engine gives up waiting for a handler that
 * was asked to stop. Its thread is interrupted only while it works for this attempt.
 */
final class RunningJob implements LeasedAttempt {

    private static final int NOTES_MOST = 32 * 1024;

    private final Claimed claimed;
    private final long claimedNanos = System.nanoTime();
    private final long timeoutNanos;
    private final StopReason timeoutReason;
    private Map<String, String> notes = Map.of();
    private Reachability learned;
    private Thread thread;
    private boolean ended;
    private boolean departed;
    private boolean abandoned;
    private StopReason stopReason;
    private long stoppedNanos;

    /** @param timeout how long the attempt may take, if the job's deadline does not end it earlier */
    RunningJob(Claimed claimed, Duration timeout) {
        this.claimed = claimed;
        Optional<Duration> untilDeadline = claimed.options()
                .deadline()
                .map(deadline -> Duration.between(claimed.startedAt(), deadline.from(claimed.startedAt())))
                .filter(left -> left.compareTo(timeout) < 0);
        this.timeoutNanos = untilDeadline.orElse(timeout).toNanos();
        this.timeoutReason = untilDeadline.isPresent() ? StopReason.DEADLINE : StopReason.TIMED_OUT;
    }

    Claimed claimed() {
        return claimed;
    }

    /** Uses the current thread for this attempt; false if the attempt ended before it began. */
    synchronized boolean enter() {
        if (ended) {
            return false;
        }
        thread = Thread.currentThread();
        if (stopReason != null) {
            thread.interrupt();
        }
        return true;
    }

    /** Gives the thread back and clears any interrupt that was meant for this attempt. */
    synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    /** The thread has finished with this attempt for good. Answers whether the attempt was abandoned before. */
    synchronized boolean depart() {
        departed = true;
        return abandoned;
    }

    /** Nobody waits for the thread from now on; false if it has finished. */
    synchronized boolean abandon() {
        abandoned |= !departed;
        return abandoned;
    }

    /** Where the thread is, for logs. */
    synchronized String stackTrace() {
        return thread == null
                ? "(it has no thread)"
                : Stream.of(thread.getStackTrace())
                        .map(frame -> "\n\tat " + frame)
                        .collect(Collectors.joining("", thread.getName(), ""));
    }

    /** Asks the attempt to stop; only the first reason counts. */
    synchronized void stop(StopReason reason) {
        if (!ended && stopReason == null) {
            stopReason = reason;
            stoppedNanos = System.nanoTime();
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Ends the attempt; true for the one caller that ended it and must settle it. */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /** Why an attempt stops that is overdue. */
    StopReason timeoutReason() {
        return timeoutReason;
    }

    /** Whether the attempt has run past its timeout, or the job's deadline. */
    boolean isOverdue() {
        return System.nanoTime() - claimedNanos > timeoutNanos;
    }

    /** Whether the handler was asked to stop longer ago than this and has not stopped. */
    synchronized boolean ignoresStop(Duration grace) {
        return !ended && stopReason != null && System.nanoTime() - stoppedNanos > grace.toNanos();
    }

    /** How long the attempt has run. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - claimedNanos);
    }

    /** The current time on the store's clock, as far as this attempt can tell. */
    Instant now() {
        return claimed.startedAt().plusMillis(elapsed().toMillis());
    }

    /** What the task noted, as a JSON object. */
    synchronized Optional<String> notes() {
        return notes.isEmpty()
                ? Optional.empty()
                : Optional.of(notes.entrySet().stream()
                        .map(note -> "\"" + note.getKey() + "\":" + note.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @Override
    public synchronized void note(String name, String json) {
        if (!name.matches("[A-Za-z][A-Za-z0-9]{0,49}")) {
            throw new IllegalArgumentException("a note's name has 1 to 50 letters and digits: " + name);
        }
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, json);
        if (more.values().stream().mapToInt(String::length).sum() > NOTES_MOST) {
            throw new IllegalArgumentException("the notes of an attempt have at most " + NOTES_MOST + " characters");
        }
        notes = more;
    }

    @Override
    public synchronized void called(Reachability reachability) {
        learned = reachability;
    }

    /** What the attempt learned about its destination, if it called that. A destination that took all the time has failed. */
    synchronized Optional<Reachability> learned() {
        return learned == null && stopReason == StopReason.TIMED_OUT
                ? Optional.of(Reachability.FAILED)
                : Optional.ofNullable(learned);
    }

    @Override
    public void handOver() {
        stop(StopReason.HANDED_OVER);
    }

    @Override
    public JobId jobId() {
        return claimed.lease().job();
    }

    @Override
    public int attempt() {
        return claimed.lease().attempt();
    }

    @Override
    public Lease lease() {
        return claimed.lease();
    }

    @Override
    public TaskName task() {
        return claimed.task();
    }

    @Override
    public QueueName queue() {
        return claimed.queue();
    }

    @Override
    public List<String> tags() {
        return claimed.tags();
    }

    @Override
    public Duration timeLeft() {
        long left = timeoutNanos - (System.nanoTime() - claimedNanos);
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    @Override
    public synchronized boolean isStopping() {
        return ended || stopReason != null;
    }
}
