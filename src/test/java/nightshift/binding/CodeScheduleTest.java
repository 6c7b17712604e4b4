package nightshift.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nightshift.job.TaskDefinition;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.task.JobContext;
import nightshift.task.RawTaskHandler;
import nightshift.task.Schedule;
import nightshift.task.Task;
import org.junit.jupiter.api.Test;

class CodeScheduleTest {

    private abstract static class Handler implements RawTaskHandler {
        @Override
        public String argsSchema() {
            return "{\"type\": \"object\"}";
        }

        @Override
        public Optional<String> handle(String argsJson, JobContext context) {
            return Optional.empty();
        }
    }

    @Task("report:send")
    @Schedule(cron = "30 2 * * MON-FRI", zone = "Europe/Berlin", skipIfLateBy = 3600, args = "{\"n\": 1.0}")
    private static final class ByExpression extends Handler {}

    @Task("report")
    @Schedule(
            name = "summer",
            months = {6, 7},
            daysOfWeek = DayOfWeek.SUNDAY,
            hours = {9, 17})
    @Schedule(name = "each-hour")
    private static final class ByFields extends Handler {}

    @Task("wrong")
    @Schedule(cron = "60 * * * *")
    private static final class WrongExpression extends Handler {}

    @Task("wrong")
    @Schedule(args = "[]")
    private static final class WrongArgs extends Handler {}

    @Task("wrong")
    @Schedule(zone = "Mars/X")
    private static final class WrongZone extends Handler {}

    @Task("wrong")
    @Schedule(hours = 1)
    @Schedule(hours = 2)
    private static final class NoNames extends Handler {}

    private static List<nightshift.schedule.Schedule> read(Handler handler) {
        TaskDefinition task = new TaskCompiler().compile(handler);
        return CodeSchedule.of(handler.getClass(), task);
    }

    @Test
    void anExpressionWithItsZone() {
        nightshift.schedule.Schedule schedule = read(new ByExpression()).get(0);

        assertThat(schedule.name().value()).isEqualTo("report-send");
        assertThat(schedule.timing()).isEqualTo(Cron.of("30 2 * * MON-FRI", ZoneId.of("Europe/Berlin")));
        assertThat(schedule.catchup()).isEqualTo(Catchup.ONCE);
        assertThat(schedule.catchupWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(schedule.job().args()).isEqualTo("{\"n\": 1.0}");
        assertThat(schedule.job().task().value()).isEqualTo("report:send");
    }

    @Test
    void fieldsWithTheDefaultsOfJakartaConcurrency() {
        List<nightshift.schedule.Schedule> schedules = read(new ByFields());

        assertThat(schedules)
                .extracting(schedule -> ((Cron) schedule.timing()).text())
                .containsExactly("0 0 9,17 * 6,7 7", "0 0 * * * *");
        assertThat(schedules.get(0).catchupWindow()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aWrongOneIsNamed() {
        assertThatThrownBy(() -> read(new WrongExpression()))
                .hasMessageContaining("WrongExpression: it has a wrong minute: 60 is not from 0 to 59");
        assertThatThrownBy(() -> read(new WrongArgs())).hasMessageContaining("WrongArgs: args");
        assertThatThrownBy(() -> read(new WrongZone())).hasMessageContaining("WrongZone: Unknown time-zone ID");
        assertThatThrownBy(() -> read(new NoNames()))
                .hasMessageContaining("NoNames: name is required where a task has several schedules");
    }
}
