package nightshift.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The rule for clock changes, in all time zones from 2000 to 2037, against a brute force that looks at the clock of each minute and
 * knows nothing of changes.
 */
class ClockChangesTest {

    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2038-01-01T00:00:00Z");
    /** How long before and after a change to look, besides what it skips. */
    private static final int MINUTES_AROUND = 4 * 60;

    /** Entries that follow the clock, and the times that they fit. */
    private static final Map<String, Predicate<LocalDateTime>> BY_THE_CLOCK = Map.of(
            "* * * * *", time -> true,
            "*/20 * * * *", time -> time.getMinute() % 20 == 0,
            "30 */2 * * *", time -> time.getMinute() == 30 && time.getHour() % 2 == 0,
            "15 * * * SUN",
                    time -> time.getMinute() == 15 && time.getDayOfWeek().getValue() == 7);

    /** Entries that name hours, and the times that they fit. */
    private static final Map<String, Predicate<LocalDateTime>> BY_THE_CALENDAR = Map.of(
            "30 2 * * *", time -> time.getHour() == 2 && time.getMinute() == 30,
            "0 0 * * *", time -> time.getHour() == 0 && time.getMinute() == 0,
            "*/10 0-3 * * *", time -> time.getHour() <= 3 && time.getMinute() % 10 == 0,
            "59 23 * * *", time -> time.getHour() == 23 && time.getMinute() == 59,
            "5 1,2,3 * * 0",
                    time -> time.getMinute() == 5
                            && time.getHour() >= 1
                            && time.getHour() <= 3
                            && time.getDayOfWeek().getValue() == 7,
            "0 12 30 12 *",
                    time -> time.getHour() == 12
                            && time.getMinute() == 0
                            && time.getDayOfMonth() == 30
                            && time.getMonthValue() == 12);

    /** A change as the clock shows it; most zones change together with others. */
    private record Change(List<ZoneOffsetTransition> inSight) {

        private ZoneOffsetTransition middle() {
            return inSight.get(inSight.size() / 2);
        }

        private int minutes() {
            return MINUTES_AROUND + (int) middle().getDuration().abs().toMinutes();
        }
    }

    @Test
    void aroundEachChangeOfEachZone() {
        Map<Change, ZoneId> changes = new LinkedHashMap<>();
        int zones = 0;
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            zones++;
            changes(zone).forEach(change -> changes.putIfAbsent(change, zone));
        }
        assertThat(zones).isGreaterThan(500);
        assertThat(changes).hasSizeGreaterThan(2000);

        AtomicInteger runs = new AtomicInteger();
        changes.entrySet().parallelStream().forEach(each -> runs.addAndGet(check(each.getKey(), each.getValue())));

        assertThat(runs).hasValueGreaterThan(1_000_000);
    }

    private static List<Change> changes(ZoneId zone) {
        List<ZoneOffsetTransition> all = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(UNTIL)) {
            all.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return all.stream()
                .map(one -> new Change(all.stream()
                        .filter(other -> Math.abs(other.toEpochSecond() - one.toEpochSecond())
                                <= MINUTES_AROUND * 60L
                                        + Math.abs(one.getDuration().toSeconds()))
                        .toList()))
                .toList();
    }

    private static int check(Change change, ZoneId zone) {
        long middle = change.middle().toEpochSecond() / 60 * 60;
        Instant[] minutes = new Instant[2 * change.minutes()];
        LocalDateTime[] shown = new LocalDateTime[minutes.length];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = Instant.ofEpochSecond(middle + (i - change.minutes()) * 60L);
            shown[i] = LocalDateTime.ofInstant(minutes[i], zone);
        }
        Map<LocalDateTime, Instant> first = new HashMap<>();
        for (int i = 0; i < minutes.length; i++) {
            first.putIfAbsent(shown[i], minutes[i]);
        }
        int runs = 0;
        for (Map.Entry<String, Predicate<LocalDateTime>> entry : BY_THE_CLOCK.entrySet()) {
            List<Instant> expected = new ArrayList<>();
            for (int i = 1; i < minutes.length; i++) {
                if (entry.getValue().test(shown[i])) {
                    expected.add(minutes[i]);
                }
            }
            runs += compare(entry.getKey(), zone, minutes, expected);
        }
        for (Map.Entry<String, Predicate<LocalDateTime>> entry : BY_THE_CALENDAR.entrySet()) {
            runs += compare(entry.getKey(), zone, minutes, onceEach(minutes, shown, first, entry.getValue()));
        }
        return runs;
    }

    /** Each fitting minute of the calendar, at the first moment when the clock shows it, or else shows a later one. */
    private static List<Instant> onceEach(
            Instant[] minutes,
            LocalDateTime[] shown,
            Map<LocalDateTime, Instant> first,
            Predicate<LocalDateTime> fits) {
        Set<Instant> expected = new TreeSet<>();
        int at = 0;
        for (LocalDateTime minute = shown[0].plusMinutes(1);
                !minute.isAfter(shown[shown.length - 1]);
                minute = minute.plusMinutes(1)) {
            while (at < shown.length && shown[at].isBefore(minute)) {
                at++;
            }
            if (fits.test(minute)) {
                expected.add(first.getOrDefault(minute, minutes[at]));
            }
        }
        return List.copyOf(expected);
    }

    private static int compare(String expression, ZoneId zone, Instant[] minutes, List<Instant> expected) {
        Cron cron = Cron.of(expression, zone);
        List<Instant> actual = new ArrayList<>();
        Optional<Instant> next = cron.after(minutes[0]);
        while (next.isPresent() && !next.get().isAfter(minutes[minutes.length - 1])) {
            actual.add(next.get());
            next = cron.after(next.get());
        }
        assertThat(actual)
                .as("%s in %s around %s", expression, zone, minutes[minutes.length / 2])
                .isEqualTo(expected);
        return actual.size();
    }

    @Test
    void everyNightOfEachZoneForThirtyEightYears() {
        Set<Object> rules = new HashSet<>();
        List<ZoneId> zones = new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .map(ZoneId::of)
                        .filter(zone -> rules.add(zone.getRules()))
                        .toList();
        assertThat(zones).hasSizeGreaterThan(200);

        zones.parallelStream().forEach(ClockChangesTest::everyNight);
    }

    private static void everyNight(ZoneId zone) {
        Cron cron = Cron.of("30 2 * * *", zone);
        Instant last = LocalDateTime.of(2000, 1, 1, 0, 0).atZone(zone).toInstant();
        for (LocalDate day = LocalDate.of(2000, 1, 1); day.getYear() < 2038; day = day.plusDays(1)) {
            ZonedDateTime resolved =
                    ZonedDateTime.of(day.atTime(2, 30), zone); // the earlier of two, moved on if there is none
            Instant expected = resolved.toInstant();
            if (!resolved.toLocalDateTime().equals(day.atTime(2, 30))) {
                ZoneOffset before = zone.getRules().getOffset(expected.minusSeconds(86_400 + 3_600));
                expected = firstWithAnother(before, zone, expected.minusSeconds(86_400 + 3_600), expected);
                if (!expected.isAfter(last)) {
                    continue;
                }
            }
            last = cron.after(last).orElseThrow();
            if (!last.equals(expected)) {
                assertThat(last).as("%s on %s", zone, day).isEqualTo(expected);
            }
        }
    }

    /** Halves the time until it has the second at which the clock was changed. */
    private static Instant firstWithAnother(ZoneOffset offset, ZoneId zone, Instant from, Instant to) {
        long low = from.getEpochSecond();
        long high = to.getEpochSecond();
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (zone.getRules().getOffset(Instant.ofEpochSecond(middle)).equals(offset)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Instant.ofEpochSecond(high);
    }
}
