package nightshift.api.schedules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.ZoneId;
import nightshift.api.jobs.JobReader;
import nightshift.api.jobs.Tasks;
import nightshift.api.jobs.UnknownTasks;
import nightshift.job.JobListener;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Every;
import nightshift.schedule.Overlap;
import nightshift.schedule.Schedule;
import nightshift.schedule.ScheduleName;
import nightshift.web.Problem;
import nightshift.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleDraftTest {

    private static final JobReader JOBS = new JobReader(new Tasks(), UnknownTasks.REFUSE, new JobListener() {});

    private static Schedule read(String json) {
        return ScheduleDraft.read(new ScheduleName("s"), json.replace('\'', '"').getBytes(UTF_8), JOBS);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Schedule schedule = read("{'cron': '@daily', 'task': 'any'}");

        assertThat(schedule.timing()).isEqualTo(Cron.of("@daily", ZoneId.of("UTC")));
        assertThat(schedule.overlap()).isEqualTo(Overlap.SKIP);
        assertThat(schedule.catchup()).isEqualTo(Catchup.SKIP);
        assertThat(schedule.catchupWindow()).isEqualTo(Schedule.WINDOW_DEFAULT);
        assertThat(schedule.job().args()).isEqualTo("{}");
        assertThat(schedule.job().options().schedule()).contains("s");
    }

    @Test
    void everythingCanBeGiven() {
        Schedule schedule = read("""
                {'every': 'PT1H', 'offset': 'PT5M', 'jitter': 'PT30S', 'startAt': '2026-01-01T00:00:00Z',
                 'endAt': '2027-01-01T00:00:00Z', 'overlap': 'CANCEL_OTHER', 'catchup': 'ALL', 'catchupWindow': 'PT3H',
                 'pauseOnFailure': true, 'task': 'any', 'args': [1.0], 'queue': 'q', 'priority': 1, 'maxAttempts': 2,
                 'timeout': 'PT1S', 'retry': {'max': 'PT1M'}, 'tags': ['a'], 'key': 'k'}""");

        assertThat(schedule.timing()).isEqualTo(new Every(Duration.ofHours(1), Duration.ofMinutes(5)));
        assertThat(schedule.pauseOnFailure()).isTrue();
        assertThat(schedule.job().args()).isEqualTo("[1.0]");
        assertThat(schedule.job().options().priority()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'task':'any'}|/cron is required, or every",
                "{'cron':'@daily','every':'PT1M','task':'any'}|/every cannot be given together with cron; leave one out",
                "{'cron':'60 * * * *','task':'any'}|/cron has a wrong minute: 60 is not from 0 to 59",
                "{'cron':'0 0 30 2 *','task':'any'}|/cron never runs: none of its months has a day like this",
                "{'cron':'0 0 L * *','timeZone':'UTC','task':'any'}|/cron has a wrong day of month: L is not supported; for the end of a"
                        + " month, run on days 28-31 and let the task check the date",
                "{'cron':'@daily','timeZone':'Mars/X','task':'any'}|/timeZone must be a time zone of the IANA database such as"
                        + " Europe/Berlin, or UTC",
                "{'cron':'@daily','timeZone':'berlin','task':'any'}|/timeZone must be a time zone of the IANA database such as"
                        + " Europe/Berlin, or UTC; did you mean Europe/Berlin?",
                "{'cron':'@daily','timeZone':'+02:00','task':'any'}|/timeZone must be a time zone of the IANA database such as"
                        + " Europe/Berlin, or UTC",
                "{'cron':'@daily','offset':'PT1M','task':'any'}|/offset goes with every only; put the minutes into cron",
                "{'every':'PT1M','timeZone':'UTC','task':'any'}|/timeZone goes with cron only, because every counts elapsed time; leave"
                        + " it out",
                "{'every':'PT0.5S','task':'any'}|/every must be from PT1S to P366D",
                "{'every':'PT1M','offset':'PT1M','task':'any'}|/offset must be from PT0S to less than every, in whole milliseconds; every"
                        + " step begins at 1970-01-01T00:00Z",
                "{'every':'1 minute','task':'any'}|/every must be an ISO 8601 duration such as PT30S",
                "{'cron':'@daily','startAt':'2027-01-01T00:00:00Z','endAt':'2026-01-01T00:00:00Z','task':'any'}|/endAt must be later than"
                        + " startAt",
                "{'cron':'@daily','jitter':'P2D','task':'any'}|/jitter must be from PT0S to P1D",
                "{'cron':'@daily','catchupWindow':'P400D','task':'any'}|/catchupWindow must be from PT0S to P366D",
                "{'cron':'@daily','overlap':'NONE','task':'any'}|/overlap must be one of SKIP, BUFFER_ONE, ALLOW, CANCEL_OTHER",
                "{'cron':'@daily','catchup':'NONE','task':'any'}|/catchup must be one of SKIP, ONCE, ALL",
                "{'cron':'@daily','task':'any','runAt':'2027-01-01T00:00:00Z'}|/runAt belongs to a single job; a schedule has cron or"
                        + " every, and startAt",
                "{'cron':'@daily','task':'any','uniqueKey':'u'}|/uniqueKey belongs to a single job; a schedule has overlap",
                "{'cron':'@daily','task':'any','deadline':'PT1H'}|/deadline belongs to a single job; a schedule has cron or"
                        + " every, and startAt",
                "{'cron':'@daily','task':'any','schedule':'x'}|/schedule is not a field that this call knows",
                "{'cron':'@daily','task':'no.such'}|/task is not a task that this server knows",
                "{'cron':'@daily'}|/task is required",
                "{'cron':'@daily','task':'picky','args':{'x':1}}|/args/x is unknown",
                "{'cron':'@daily','task':'any','priority':10}|/priority must be from 1 to 9",
            })
    void eachWrongFieldIsNamedWithARemedy(String json, String expected) {
        Problem problem = refused(json);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(expected);
    }

    @Test
    void allWrongFieldsAreNamedTogether() {
        Problem problem =
                refused("{'cron':7,'timeZone':'x','task':'no.such','jitter':'P9D','pauseOnFailure':'yes','color':1}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .extracting(error -> error.pointer())
                .containsExactlyInAnyOrder("/cron", "/timeZone", "/task", "/jitter", "/pauseOnFailure", "/color");
    }

    private static Problem refused(String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(json)).problem();
    }
}
