package nightshift.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *|2026-11-30T10:15:00Z",
                "5/20 * * * *|2026-11-30T10:05:00Z",
                "0 9 * * MON-FRI|2026-12-01T09:00:00Z",
                "0 9 * * FRI-SUN|2026-12-04T09:00:00Z",
                "0 9 * * 7|2026-12-06T09:00:00Z",
                "0 9 ? * 0|2026-12-06T09:00:00Z",
                "0 0 29 2 *|2028-02-29T00:00:00Z",
                "0 0 13 * FRI|2026-12-04T00:00:00Z",
                "0 0 */10 * FRI|2026-12-11T00:00:00Z",
                "0 0 1 jan,JUL *|2027-01-01T00:00:00Z",
                "30 * * * * *|2026-11-30T10:00:30Z",
                "@daily|2026-12-01T00:00:00Z",
                "@hourly|2026-11-30T11:00:00Z",
                "@weekly|2026-12-06T00:00:00Z",
                "@monthly|2026-12-01T00:00:00Z",
                "@yearly|2027-01-01T00:00:00Z",
                " 0\t9  1 1 * |2027-01-01T09:00:00Z",
            })
    void theNextTime(String expression, Instant expected) {
        assertThat(Cron.of(expression, UTC).after(Instant.parse("2026-11-30T10:00:00Z")))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "60 * * * *|has a wrong minute: 60 is not from 0 to 59",
                "* 24 * * *|has a wrong hour: 24 is not from 0 to 23",
                "* * 0 * *|has a wrong day of month: 0 is not from 1 to 31",
                "* * * 13 *|has a wrong month: 13 is not from 1 to 12",
                "* * * * 8|has a wrong day of week: 8 is not from 0 to 7",
                "* * * FOO *|has a wrong month: \"FOO\" is not one of its names: JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC",
                "JAN * * * *|has a wrong minute: \"JAN\" is not one of its names; use a number",
                "0 0 30 2 *|never runs: none of its months has a day like this",
                "0 0 31 4,6,9,11 *|never runs: none of its months has a day like this",
                "0 0 L * *|has a wrong day of month: L is not supported; for the end of a month, run on days 28-31 and let the task"
                        + " check the date",
                "0 0 15W * *|has a wrong day of month: W is not supported; list the days, or run on 1-5 in the day of week",
                "0 0 * * MON#1|has a wrong day of week: # is not supported; for the first Monday, run on days 1-7 and let the task"
                        + " check the weekday",
                "? * * * *|has a wrong minute: ? stands for any day only; use *",
                "5-1 * * * *|has a wrong minute: 5-1 ends before it begins; write two ranges with a comma",
                "*/0 * * * *|has a wrong minute: the step of */0 is not from 1 to 59",
                "*/60 * * * *|has a wrong minute: the step of */60 is not from 1 to 59",
                "1,,2 * * * *|has a wrong minute: there is nothing between two commas",
                "a-b * * * *|has a wrong minute: \"a-b\" is not a value, a range such as 1-5, a step such as */15, or *",
                "99999 * * * *|has a wrong minute: \"99999\" is not a value, a range such as 1-5, a step such as */15, or *",
                "* * * *|must have five fields (minute, hour, day of month, month, day of week), or six with the seconds in front,"
                        + " but has 4",
                "0 0 0 1 1 ? 2027|must have five fields (minute, hour, day of month, month, day of week), or six with the seconds in"
                        + " front, but has 7; leave out the year, and use endAt",
                "\"\"|must have five fields (minute, hour, day of month, month, day of week), or six with the seconds in front, but has 0",
                "@reboot|cannot be @reboot, which names no time; submit a job where your program starts",
                "@often|must be five fields, or one of @hourly @daily @midnight @weekly @monthly @yearly @annually",
                "CRON_TZ=UTC 0 0 * * *|cannot name its time zone; use the field timeZone",
            })
    void whatIsRefusedAndHowToDoBetter(String expression, String message) {
        assertThatThrownBy(() -> Cron.of(expression, UTC)).hasMessage(message);
    }

    @Test
    void aTextWithoutEndIsRefused() {
        assertThatThrownBy(() -> Cron.of("1,".repeat(2500) + "1 * * * *", UTC))
                .hasMessage("must have at most 300 characters");
    }

    /** Another program as the judge: cron-utils, in UTC and without steps in the fields of days. */
    @Test
    void expressionsMeanWhatTheyMeanElsewhere() {
        CronDefinition definition = CronDefinitionBuilder.defineCron()
                .withSeconds()
                .and()
                .withMinutes()
                .and()
                .withHours()
                .and()
                .withDayOfMonth()
                .and()
                .withMonth()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .and()
                .instance();
        CronParser parser = new CronParser(definition);
        SplittableRandom random = new SplittableRandom(20261130);
        int compared = 0;
        while (compared < 150) {
            String text = String.join(
                    " ",
                    field(random, 0, 59, true),
                    field(random, 0, 59, true),
                    field(random, 0, 23, true),
                    field(random, 1, 31, false),
                    field(random, 1, 12, true),
                    field(random, 0, 6, false));
            ExecutionTime theirs = ExecutionTime.forCron(parser.parse(text));
            ZonedDateTime time =
                    ZonedDateTime.of(2000 + random.nextInt(38), 1 + random.nextInt(12), 1, 0, 0, 0, 0, UTC);
            Optional<ZonedDateTime> first = theirs.nextExecution(time);
            if (first.isEmpty()) {
                assertThatThrownBy(() -> Cron.of(text, UTC)).hasMessageStartingWith("never runs");
                continue;
            }
            Cron ours = Cron.of(text, UTC);
            List<Instant> expected = new ArrayList<>();
            List<Instant> actual = new ArrayList<>();
            Instant last = time.toInstant();
            for (int i = 0; i < 8; i++) {
                time = theirs.nextExecution(time).orElseThrow();
                expected.add(time.toInstant());
                last = ours.after(last).orElseThrow();
                actual.add(last);
            }
            assertThat(actual).as(text).isEqualTo(expected);
            compared++;
        }
    }

    private static String field(SplittableRandom random, int least, int most, boolean steps) {
        int first = random.nextInt(least, most + 1);
        return switch (random.nextInt(5)) {
            case 0 -> steps ? "*/" + random.nextInt(1, most) : "*";
            case 1 -> String.valueOf(first);
            case 2 -> first + "-" + random.nextInt(first, most + 1);
            case 3 -> first + "," + random.nextInt(least, most + 1);
            default -> "*";
        };
    }

    @Test
    void aSkippedHourCountsAtTheChangeAndARepeatedOneInItsFirstPass() {
        Cron cron = Cron.of("30 2 * * *", BERLIN);

        assertThat(cron.after(Instant.parse("2026-03-28T12:00:00Z"))).contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(cron.after(Instant.parse("2026-03-29T01:00:00Z"))).contains(Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(cron.after(Instant.parse("2026-10-24T12:00:00Z"))).contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(cron.after(Instant.parse("2026-10-25T00:30:00Z"))).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void severalTimesOfASkippedHourRunOnceTogether() {
        Cron cron = Cron.of("*/15 2 * * *", BERLIN);

        assertThat(cron.after(Instant.parse("2026-03-28T12:00:00Z"))).contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(cron.after(Instant.parse("2026-03-29T01:00:00Z"))).contains(Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void anEntryOfAllHoursFollowsTheClock() {
        Cron cron = Cron.of("30 * * * *", BERLIN);

        assertThat(cron.after(Instant.parse("2026-03-29T00:30:00Z"))).contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(cron.after(Instant.parse("2026-10-25T00:30:00Z"))).contains(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(Cron.of("30 0-23 * * *", BERLIN).after(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void theLastTimeBeforeNow() {
        Instant now = Instant.parse("2026-11-30T10:00:00Z");

        assertThat(Cron.of("*/15 * * * *", UTC).lastUntil(now)).contains(now);
        assertThat(Cron.of("* * * * * *", UTC).lastUntil(now)).contains(now);
        assertThat(Cron.of("59 9 * * *", UTC).lastUntil(now)).contains(Instant.parse("2026-11-30T09:59:00Z"));
        assertThat(Cron.of("0 0 29 2 *", UTC).lastUntil(now)).contains(Instant.parse("2024-02-29T00:00:00Z"));
    }

    @Test
    void timesEndWithTheCalendarOfTheStore() {
        assertThat(Cron.of("@yearly", UTC).after(Instant.parse("2199-06-01T00:00:00Z")))
                .isEmpty();
        assertThat(Cron.of("* * * * *", BERLIN).after(Instant.parse("2199-12-31T23:59:59Z")))
                .isEmpty();
        assertThat(Cron.of("0 9 * * *", ZoneOffset.UTC).after(Instant.EPOCH))
                .contains(Instant.parse("1970-01-01T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * MON-FRI|at 09:00 on Monday to Friday, UTC",
                "0 9,17 * * *|at 09:00 and 17:00 every day, UTC",
                "*/15 * * * *|every 15 minutes every day, UTC",
                "* * * * *|every minute every day, UTC",
                "* * * * * *|every second every day, UTC",
                "5 * * * *|at minute 5 of every hour every day, UTC",
                "0 */2 * * *|at minute 0 of every second hour, from 00:00 on every day, UTC",
                "*/10 9-17 * * SAT,SUN|every 10 minutes of the hours 9 to 17 on Saturday and Sunday, UTC",
                "0 0 1 1,7 *|at 00:00 on day 1 of the month in January and July, UTC",
                "0 0 1,15 * FRI|at 00:00 on days 1 and 15 of the month or on Friday, UTC",
                "0 0 */2 * MON|at 00:00 on days 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, and 31 of the month if it is Monday, UTC",
                "*/10 30 * * * *|every 10 seconds of minute 30 of every hour every day, UTC",
            })
    void inWords(String expression, String words) {
        assertThat(Cron.of(expression, UTC).words()).isEqualTo(words);
    }

    @Test
    void wordsNameTheZone() {
        assertThat(Cron.of("0 9 * * *", BERLIN).words()).isEqualTo("at 09:00 every day, Europe/Berlin time");
    }
}
