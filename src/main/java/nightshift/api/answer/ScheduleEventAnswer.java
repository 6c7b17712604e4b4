package nightshift.api.answer;

import nightshift.job.Event;

/** The data of the event {@code schedule}. */
@Doc("The data of the event `schedule`: something happened to a schedule.")
public record ScheduleEventAnswer(
        @Doc("The name of the schedule.") String name,

        @Doc("""
                What happened. A schedule is `PAUSED` by somebody, or by a job of it that failed. `FIRED` stands for runs that were \
                fired or left out, and for one that waits for the end of an earlier job.""") Event.ScheduleChange change) {}
