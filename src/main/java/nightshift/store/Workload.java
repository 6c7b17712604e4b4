package nightshift.store;

import java.time.Duration;

/**
 * The recent and the current work of all workers together. Every server sees the same.
 *
 * @param window  how far back the flow was counted; one to two minutes
 * @param arrived jobs that became ready within the window, retries too
 * @param ended   attempts that ended within the window
 * @param ran     how long these attempts had run, added up
 * @param backlog jobs that are ready and may start: not those of paused queues, nor of tasks that no worker knows
 * @param running jobs that run
 * @param age     how long those have been running, on average
 */
public record Workload(
        Duration window, long arrived, long ended, Duration ran, long backlog, long running, Duration age) {

    /** Share of the slots that is planned for. The rest absorbs uneven load. */
    private static final double UTILIZATION = 0.8;
    /** The assumed length of an attempt before any has been seen. */
    private static final double FIRST_GUESS_SECONDS = 1;

    /**
     * How many workers this asks for: what arrives by how long it runs (Little's law), and the backlog worked off within
     * its target. Never fewer than the running jobs fill, because a worker that leaves hands back what it runs. It has no
     * memory: smoothing is left to the autoscaler.
     *
     * @param slots         how many jobs one worker runs at once, from 1
     * @param backlogTarget how long the backlog may take, from 1 s
     * @return at least 1
     */
    public int workers(int slots, Duration backlogTarget) {
        double perSecond = arrived / seconds(window);
        double busy = (perSecond + backlog / seconds(backlogTarget)) * runSeconds();
        double workers = Math.max(Math.ceil(busy / (slots * UTILIZATION)), Math.ceil((double) running / slots));
        return (int) Math.max(1, Math.min(workers, Integer.MAX_VALUE));
    }

    /** How long an attempt runs. Those that still run count with their age: otherwise long jobs would be seen too late. */
    private double runSeconds() {
        long attempts = ended + running;
        return attempts == 0 ? FIRST_GUESS_SECONDS : (seconds(ran) + running * seconds(age)) / attempts;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
