package nightshift.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs when the clock on the wall of a time zone shows a time that fits a cron expression. When clocks are changed, one rule
 * decides by the field of hours:
 *
 * <ul>
 *   <li>If it begins with an asterisk, or names all hours, the entry follows the clock: it runs at each moment at which the clock
 *       shows a fitting time. So it runs in both passes of a repeated hour, and not in a skipped one.
 *   <li>If it names hours, each fitting time of the calendar counts once: in a repeated hour in the first pass, and those in a
 *       skipped hour together at the moment of the change.
 * </ul>
 */
public final class Cron implements Timing {

    /** Where the search for a first time begins. */
    static final LocalDateTime SOME_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final List<Duration> LOOKS_BACK = List.of(
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(32),
            Duration.ofDays(400),
            Duration.ofDays(40 * 366L));

    private final String text;
    private final ZoneId zone;
    private final CronFields fields;
    private final ZoneRules rules;

    private Cron(String text, ZoneId zone, CronFields fields) {
        this.text = text;
        this.zone = zone;
        this.fields = fields;
        this.rules = zone.getRules();
    }

    /** @throws IllegalArgumentException if the text is no expression; the message is to be read after the name of its field */
    public static Cron of(String text, ZoneId zone) {
        return new Cron(text, zone, CronText.read(text));
    }

    /** The expression as given. */
    public String text() {
        return text;
    }

    /** Where the wall is that the clock hangs on. */
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Optional<Instant> after(Instant time) {
        return (fields.everyHour() ? byTheClock(time) : byTheCalendar(time)).filter(next -> !next.isAfter(LATEST));
    }

    private Optional<Instant> byTheClock(Instant time) {
        Instant from = time;
        ZoneOffset offset = rules.getOffset(time);
        LocalDateTime after = LocalDateTime.ofInstant(time, offset);
        while (!from.isAfter(LATEST)) {
            ZoneOffsetTransition change = rules.nextTransition(from);
            Optional<LocalDateTime> fitting = fields.after(after);
            if (change == null
                    || fitting.isPresent() && fitting.get().isBefore(change.getDateTimeBefore())
                    || fitting.isEmpty()) {
                ZoneOffset current = offset;
                return fitting.map(local -> local.toInstant(current));
            }
            from = change.getInstant();
            offset = change.getOffsetAfter();
            after = change.getDateTimeAfter().minusSeconds(1);
        }
        return Optional.empty();
    }

    private Optional<Instant> byTheCalendar(Instant time) {
        LocalDateTime after = LocalDateTime.ofInstant(time, rules.getOffset(time));
        ZoneOffsetTransition change = rules.getTransition(after);
        if (change != null && change.isOverlap() && !time.isBefore(change.getInstant())) {
            after = change.getDateTimeBefore().minusSeconds(1); // the second pass: its times have counted in the first
        }
        Optional<LocalDateTime> fitting = fields.after(after);
        return fitting.map(local -> {
            ZoneOffsetTransition there = rules.getTransition(local);
            return there != null && there.isGap()
                    ? there.getInstant()
                    : local.toInstant(rules.getValidOffsets(local).get(0));
        });
    }

    @Override
    public Optional<Instant> lastUntil(Instant time) {
        for (Duration back : LOOKS_BACK) {
            Optional<Instant> last = after(time.minus(back)).filter(first -> !first.isAfter(time));
            if (last.isPresent()) {
                return last.map(first -> newest(first, time));
            }
        }
        return Optional.empty();
    }

    private Instant newest(Instant first, Instant until) {
        Instant last = first;
        Optional<Instant> next = Optional.of(first);
        while (next.isPresent() && !next.get().isAfter(until)) {
            last = next.get();
            next = after(last);
        }
        return last;
    }

    @Override
    public String words() {
        return Words.cron(fields) + ", " + (zone.getId().equals("UTC") ? "UTC" : zone.getId() + " time");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron && cron.text.equals(text) && cron.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, zone);
    }

    @Override
    public String toString() {
        return text + " " + zone;
    }
}
