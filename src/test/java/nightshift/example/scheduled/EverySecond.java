package nightshift.example.scheduled;

import nightshift.task.JobContext;
import nightshift.task.Schedule;
import nightshift.task.Task;
import nightshift.task.TaskHandler;

/** A task of a user that carries its schedule. */
@Task("example.every-second")
@Schedule(name = "every-second", cron = "* * * * * *", args = "{\"word\":\"tick\"}")
public class EverySecond implements TaskHandler<EverySecond.Args> {

    /** What the schedule gives it. */
    public record Args(String word) {}

    @Override
    public Object handle(Args args, JobContext context) {
        return args.word();
    }
}
