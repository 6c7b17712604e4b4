package nightshift.binding;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.TaskDefinition;
import nightshift.schedule.Catchup;
import nightshift.schedule.Cron;
import nightshift.schedule.Overlap;
import nightshift.schedule.ScheduleName;
import nightshift.task.Schedule;
import nightshift.task.TaskName;
import nightshift.task.Violation;

/** Reads the annotation {@link Schedule}. */
final class CodeSchedule {

    private CodeSchedule() {}

    /**
     * The schedules of a task's class.
     *
     * @throws IllegalArgumentException if one is written wrongly; the message names the class
     */
    static List<nightshift.schedule.Schedule> of(Class<?> type, TaskDefinition task) {
        List<nightshift.schedule.Schedule> schedules = new ArrayList<>();
        Schedule[] annotations = type.getAnnotationsByType(Schedule.class);
        for (Schedule annotation : annotations) {
            try {
                if (annotation.name().isEmpty() && annotations.length > 1) {
                    throw new IllegalArgumentException("name is required where a task has several schedules");
                }
                schedules.add(schedule(annotation, task));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("@Schedule of " + type.getName() + ": " + e.getMessage(), e);
            }
        }
        return schedules;
    }

    private static nightshift.schedule.Schedule schedule(Schedule annotation, TaskDefinition task) {
        String name = annotation.name().isEmpty() ? nameOf(task.name()) : annotation.name();
        List<Violation> wrong = task.args().violations(annotation.args());
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "args " + wrong.get(0).pointer() + " " + wrong.get(0).detail());
        }
        if (annotation.skipIfLateBy() < 1) {
            throw new IllegalArgumentException("skipIfLateBy must be 1 or more");
        }
        return new nightshift.schedule.Schedule(
                new ScheduleName(name),
                cron(annotation),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Overlap.SKIP,
                Catchup.ONCE,
                Duration.ofSeconds(
                        Math.min(annotation.skipIfLateBy(), nightshift.schedule.Schedule.WINDOW_LONGEST.toSeconds())),
                false,
                new NewJob(
                        task.name(),
                        annotation.args(),
                        JobOptions.with().schedule(name).build()));
    }

    /** Names of tasks have a colon where those of schedules have none. */
    private static String nameOf(TaskName task) {
        return task.value().replace(':', '-');
    }

    private static Cron cron(Schedule annotation) {
        ZoneId zone = annotation.zone().isEmpty() ? ZoneId.of("UTC") : ZoneId.of(annotation.zone());
        try {
            return Cron.of(annotation.cron().isEmpty() ? fields(annotation) : annotation.cron(), zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it " + e.getMessage(), e);
        }
    }

    /** A time must fit each field. Cron widens two fields of days, unless one begins with an asterisk. */
    private static String fields(Schedule annotation) {
        String days = numbers(annotation.daysOfMonth());
        String weekdays = numbers(Arrays.stream(annotation.daysOfWeek())
                .mapToInt(DayOfWeek::getValue)
                .toArray());
        if (!days.equals("*") && !weekdays.equals("*")) {
            throw new IllegalArgumentException(
                    "daysOfMonth and daysOfWeek cannot be given together; let the task check one");
        }
        return String.join(
                " ",
                numbers(annotation.seconds()),
                numbers(annotation.minutes()),
                numbers(annotation.hours()),
                days,
                numbers(annotation.months()),
                weekdays);
    }

    private static String numbers(int[] values) {
        return values.length == 0
                ? "*"
                : IntStream.of(values).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
