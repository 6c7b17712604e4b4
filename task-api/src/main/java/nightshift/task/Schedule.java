package nightshift.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DayOfWeek;

/**
 * Lets a {@link Task} run again and again, with a schedule that the code carries.
 *
 * <pre>{@code
 * @Task("report.send")
 * @Schedule(cron = "30 2 * * MON-FRI", zone = "Europe/Berlin")
 * class SendReport implements TaskHandler<SendReport.Args> { … }
 * }</pre>
 *
 * <p>The fields are those of {@code jakarta.enterprise.concurrent.Schedule} of Jakarta Concurrency 3.1: either {@link #cron()}, or the
 * fields of which a time must fit each. Unlike there, a run is fired once for all servers together, and the schedule is kept in the
 * store: people can pause, override and run it over the API. It disappears some minutes after the last server that has the code.
 *
 * <p>A wrong schedule stops the start of the server, with a message that names the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Schedules.class)
public @interface Schedule {

    /**
     * The name of the schedule.
     *
     * @return the name; empty for the name of the task, where it is the only schedule
     */
    String name() default "";

    /**
     * A cron expression: five fields (minute, hour, day of month, month, day of week), or six with the seconds in front.
     *
     * @return the expression; empty to use the fields
     */
    String cron() default "";

    /**
     * Months in which to run.
     *
     * @return from 1 to 12; none for all
     */
    int[] months() default {};

    /**
     * Days of the month on which to run.
     *
     * @return from 1 to 31; none for all
     */
    int[] daysOfMonth() default {};

    /**
     * Days of the week on which to run.
     *
     * @return the days; none for all
     */
    DayOfWeek[] daysOfWeek() default {};

    /**
     * Hours at which to run.
     *
     * @return from 0 to 23; none for all
     */
    int[] hours() default {};

    /**
     * Minutes at which to run.
     *
     * @return from 0 to 59; none for all
     */
    int[] minutes() default {0};

    /**
     * Seconds at which to run.
     *
     * @return from 0 to 59; none for all
     */
    int[] seconds() default {0};

    /**
     * Runs later than this are left out.
     *
     * @return seconds from 1 on; a minute or less counts as a minute
     */
    long skipIfLateBy() default 600;

    /**
     * The time zone of the schedule, by its name in the IANA database.
     *
     * @return the zone; empty for UTC
     */
    String zone() default "";

    /**
     * JSON text for the task.
     *
     * @return the args
     */
    String args() default "{}";
}
