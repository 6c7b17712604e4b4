package nightshift.api.schedules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nightshift.api.jobs.JobReader;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.schedule.Timing;
import nightshift.web.FieldErrors;
import nightshift.web.FieldReader;

/** A schedule as a client gives it: when it runs, and the job that it submits. */
final class ScheduleDraft implements JobReader.Around {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ScheduleName name;
    private boolean cronGiven;
    private boolean everyGiven;
    private boolean offsetGiven;
    private boolean zoneGiven;
    private Optional<String> cron = Optional.empty();
    private Optional<Duration> every = Optional.empty();
    private Optional<Duration> offset = Optional.empty();
    private Optional<ZoneId> zone = Optional.empty();
    private Duration jitter = Duration.ZERO;
    private Optional<Instant> startAt = Optional.empty();
    private Optional<Instant> endAt = Optional.empty();
    private Overlap overlap = Overlap.SKIP;
    private Catchup catchup = Catchup.SKIP;
    private Duration window = Schedule.WINDOW_DEFAULT;
    private boolean pauseOnFailure;
    private Optional<Timing> timing = Optional.empty();

    private ScheduleDraft(ScheduleName name) {
        this.name = name;
    }

    /** @throws nightshift.web.ProblemException if something is wrong; it names everything that is */
    static Schedule read(ScheduleName name, byte[] body, JobReader jobs) {
        ScheduleDraft draft = new ScheduleDraft(name);
        NewJob job = jobs.read(body, 0, body.length, draft);
        return new Schedule(
                name,
                draft.timing.orElseThrow(),
                draft.jitter,
                draft.startAt,
                draft.endAt,
                draft.overlap,
                draft.catchup,
                draft.window,
                draft.pauseOnFailure,
                job);
    }

    @Override
    public boolean field(FieldReader in, String field, FieldErrors errors) {
        switch (field) {
            case "cron" -> {
                cronGiven = true;
                cron = in.text(field);
            }
            case "every" -> {
                everyGiven = true;
                every = in.duration(field);
            }
            case "offset" -> {
                offsetGiven = true;
                offset = in.duration(field);
            }
            case "timeZone" -> {
                zoneGiven = true;
                zone = in.value(field, ScheduleDraft::zone, "");
            }
            case "jitter" -> in.duration(field).ifPresent(value -> jitter = value);
            case "startAt" -> startAt = in.time(field);
            case "endAt" -> endAt = in.time(field);
            case "overlap" ->
                in.value(field, Overlap::valueOf, oneOf(Overlap.values())).ifPresent(value -> overlap = value);
            case "catchup" ->
                in.value(field, Catchup::valueOf, oneOf(Catchup.values())).ifPresent(value -> catchup = value);
            case "catchupWindow" -> in.duration(field).ifPresent(value -> window = value);
            case "pauseOnFailure" -> in.truth(field).ifPresent(value -> pauseOnFailure = value);
            case "uniqueKey", "onConflict" -> {
                in.rawNotNull(field);
                errors.invalid(in.pointer(field), "belongs to a single job; a schedule has overlap");
            }
            case "runAt", "delay", "startBy", "deadline" -> {
                in.rawNotNull(field);
                errors.invalid(in.pointer(field), "belongs to a single job; a schedule has cron or every, and startAt");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String oneOf(Enum<?>[] values) {
        return "must be one of " + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    }

    private static ZoneId zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("has no rules on this server", e);
            }
        }
        String meant = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> same(id, text))
                .sorted()
                .findFirst()
                .map(id -> "; did you mean " + id + "?")
                .orElse("");
        throw new IllegalArgumentException(
                "must be a time zone of the IANA database such as Europe/Berlin, or UTC" + meant);
    }

    /** Whether a zone is the one that somebody wrote in other letters, or without its region. */
    private static boolean same(String id, String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace(' ', '_');
        String known = id.toLowerCase(Locale.ROOT);
        return known.equals(wanted) || known.endsWith("/" + wanted);
    }

    @Override
    public void check(FieldErrors errors) {
        if (cronGiven == everyGiven) {
            errors.invalid(
                    cronGiven ? "/every" : "/cron",
                    cronGiven ? "cannot be given together with cron; leave one out" : "is required, or every");
        } else if (cronGiven) {
            if (offsetGiven) {
                errors.invalid("/offset", "goes with every only; put the minutes into cron");
            }
            if (zone.isPresent() || !zoneGiven) {
                cron.ifPresent(text -> timing(errors, "cron", () -> Cron.of(text, zone.orElse(UTC))));
            } else {
                cron.ifPresent(text -> timing(errors, "cron", () -> Cron.of(text, UTC)));
            }
        } else {
            if (zoneGiven) {
                errors.invalid("/timeZone", "goes with cron only, because every counts elapsed time; leave it out");
            }
            if (every.isPresent() && (offset.isPresent() || !offsetGiven)) {
                timing(errors, "", () -> new Every(every.get(), offset.orElse(Duration.ZERO)));
            }
        }
        within(errors, "/jitter", jitter, Schedule.JITTER_LONGEST, "P1D");
        within(errors, "/catchupWindow", window, Schedule.WINDOW_LONGEST, "P366D");
        within(errors, "/startAt", startAt);
        within(errors, "/endAt", endAt);
        if (startAt.isPresent() && endAt.isPresent() && !startAt.get().isBefore(endAt.get())) {
            errors.invalid("/endAt", "must be later than startAt");
        }
    }

    private void timing(FieldErrors errors, String field, Supplier<Timing> make) {
        try {
            timing = Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            String message = field.isEmpty() ? e.getMessage() : field + " " + e.getMessage();
            int space = message.indexOf(' ');
            errors.invalid("/" + message.substring(0, space), message.substring(space + 1));
        }
    }

    private static void within(FieldErrors errors, String pointer, Duration value, Duration longest, String text) {
        if (value.compareTo(longest) > 0) {
            errors.invalid(pointer, "must be from PT0S to " + text);
        }
    }

    private static void within(FieldErrors errors, String pointer, Optional<Instant> time) {
        if (time.isPresent()
                && (time.get().isBefore(Instant.EPOCH) || time.get().isAfter(Timing.LATEST))) {
            errors.invalid(pointer, "must be from 1970-01-01T00:00:00Z to " + Timing.LATEST);
        }
    }

    @Override
    public void complete(JobOptions.Builder options) {
        options.schedule(name.value());
    }

    @Override
    public String refusal() {
        return "The schedule was not accepted";
    }
}
