package nightshift.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nightshift.job.NewJob;

/**
 * A recurring rule that submits jobs.
 *
 * @param name           its name
 * @param timing         when it runs
 * @param jitter         each run is put off by a share of this that its name and time decide, from zero to {@link #JITTER_LONGEST};
 *                       never past the next run
 * @param startAt        no run before this time
 * @param endAt          no run after this time
 * @param overlap        what happens while an earlier job runs
 * @param catchup        what happens to missed runs
 * @param catchupWindow  missed runs older than this are left out, from zero to {@link #WINDOW_LONGEST}
 * @param pauseOnFailure whether the schedule pauses itself after a job of it has used up its attempts
 * @param job            the job of each run
 */
public record Schedule(
        ScheduleName name,
        Timing timing,
        Duration jitter,
        Optional<Instant> startAt,
        Optional<Instant> endAt,
        Overlap overlap,
        Catchup catchup,
        Duration catchupWindow,
        boolean pauseOnFailure,
        NewJob job) {

    /** The longest jitter. */
    public static final Duration JITTER_LONGEST = Duration.ofDays(1);
    /** The catch-up window of schedules that name none. */
    public static final Duration WINDOW_DEFAULT = Duration.ofDays(1);
    /** The longest catch-up window. */
    public static final Duration WINDOW_LONGEST = Duration.ofDays(366);

    /** @throws IllegalArgumentException if a value is out of range; the message begins with its name */
    public Schedule {
        Objects.requireNonNull(name);
        Objects.requireNonNull(timing);
        Objects.requireNonNull(overlap);
        Objects.requireNonNull(catchup);
        Objects.requireNonNull(job);
        if (!job.options().schedule().equals(Optional.of(name.value()))) {
            throw new IllegalArgumentException("job must name its schedule");
        }
        require(fits(jitter, JITTER_LONGEST), "jitter must be from PT0S to P1D");
        require(fits(catchupWindow, WINDOW_LONGEST), "catchupWindow must be from PT0S to P366D");
        startAt.ifPresent(start -> require(fits(start), "startAt must be from 1970 to 2199"));
        endAt.ifPresent(end -> require(fits(end), "endAt must be from 1970 to 2199"));
        if (startAt.isPresent() && endAt.isPresent()) {
            require(startAt.get().isBefore(endAt.get()), "endAt must be later than startAt");
        }
    }

    private static boolean fits(Duration duration, Duration longest) {
        return !duration.isNegative() && duration.compareTo(longest) <= 0;
    }

    private static boolean fits(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(Timing.LATEST);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The first run that is planned after this time; empty if there is none. */
    public Optional<Run> after(Instant time) {
        return planned(time).map(this::run);
    }

    private Optional<Instant> planned(Instant after) {
        Instant from = startAt.map(start -> start.minusMillis(1))
                .filter(start -> start.isAfter(after))
                .orElse(after);
        return timing.after(from).filter(time -> endAt.isEmpty() || !time.isAfter(endAt.get()));
    }

    /** The next runs that are planned after this time, at most this number of them. */
    public List<Run> next(Instant time, int most) {
        List<Run> runs = new ArrayList<>();
        Optional<Run> run = after(time);
        while (run.isPresent() && runs.size() < most) {
            runs.add(run.get());
            run = after(run.get().planned());
        }
        return runs;
    }

    /** The last run that is planned at this time or before, if there is one. */
    Optional<Run> lastUntil(Instant time) {
        Instant until = endAt.filter(end -> end.isBefore(time)).orElse(time);
        return timing.lastUntil(until)
                .filter(planned -> startAt.isEmpty() || !planned.isBefore(startAt.get()))
                .map(this::run);
    }

    /** Whether it runs at the same times as another one of the same name. */
    public boolean isAtTheTimesOf(Schedule other) {
        return timing.equals(other.timing)
                && jitter.equals(other.jitter)
                && startAt.equals(other.startAt)
                && endAt.equals(other.endAt);
    }

    /** The run of a planned time. */
    public Run run(Instant planned) {
        if (jitter.isZero()) {
            return new Run(planned, planned);
        }
        long gap = timing.after(planned)
                .map(next -> Duration.between(planned, next).toMillis())
                .orElse(Long.MAX_VALUE);
        long most = Math.min(jitter.toMillis(), gap);
        return new Run(planned, most == 0 ? planned : planned.plusMillis(Math.floorMod(mixed(planned), most)));
    }

    /** A number that looks random, and is the same on every server. */
    private long mixed(Instant planned) {
        long z = name.value().hashCode() * 0x9E3779B97F4A7C15L + planned.toEpochMilli();
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The schedule in words. */
    public String words() {
        return timing.words()
                + (jitter.isZero() ? "" : ", put off by up to " + Words.duration(jitter))
                + startAt.map(start -> ", from " + start + " on").orElse("")
                + endAt.map(end -> ", until " + end).orElse("");
    }
}
