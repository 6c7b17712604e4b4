package nightshift.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Logger;
import nightshift.schedule.Schedule;
import nightshift.store.ScheduleTurns;

/**
 * Announces the schedules that the code of this server defines. When it starts, its rules replace those of servers that started before;
 * later it only stores what is missing, so that servers of two versions do not argue. Schedules that no server has announced for a while
 * are removed.
 */
public final class CodeSchedules implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CodeSchedules.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final ScheduleTurns turns;
    private final List<Schedule> schedules;
    private final Loop loop = new Loop("schedules of code", this::runOnce);
    private boolean announced;

    public CodeSchedules(ScheduleTurns turns, List<Schedule> schedules) {
        this.turns = turns;
        this.schedules = schedules;
    }

    /** Starts to announce. */
    public void start(ThreadFactory threads) {
        loop.start(threads);
    }

    private Duration runOnce() {
        turns.announce(schedules, !announced);
        announced = true;
        turns.forgetCode().forEach(name -> LOG.info("Schedule " + name + " is removed: no server still has its code"));
        return Loop.about(PAUSE);
    }

    @Override
    public void close() {
        loop.close();
        try {
            loop.join(STOP_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
