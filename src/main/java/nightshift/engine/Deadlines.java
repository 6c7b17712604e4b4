package nightshift.engine;

import java.time.Duration;

/** Stops attempts that run past their timeout or their job's deadline, and gives up those that do not stop when asked. */
final class Deadlines {

    /** How long a handler may take to stop after it is asked to. */
    static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Dispatcher dispatcher;
    private final Loop loop = new Loop("deadlines", this::runOnce);

    Deadlines(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    Loop loop() {
        return loop;
    }

    private Duration runOnce() {
        for (RunningJob job : dispatcher.running()) {
            if (job.isOverdue()) {
                job.stop(job.timeoutReason());
            }
            if (job.ignoresStop(STOP_GRACE)) {
                dispatcher.giveUp(job);
            }
        }
        return Loop.about(PAUSE);
    }
}
