package nightshift.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Workers under an autoscaler that follows {@link Workload#workers}, second by second: jobs arrive by chance, what came and
 * went is counted by the minute as the store does it, a reading is up to 5 s old, a worker takes 30 s to start, and the
 * autoscaler is a HorizontalPodAutoscaler as the manifests set it up. All jobs last equally long.
 */
final class WorkerSimulation {

    private static final int SLOTS = 50;
    private static final Duration TARGET = Duration.ofMinutes(1);
    private static final int START_SECONDS = 30;
    private static final int MOST = 30;
    private static final int DOWN_WINDOW_SECONDS = 300;

    private final IntToDoubleFunction arrivals;
    private final double lasts;
    private final Random chance = new Random(7);
    private final List<Integer> wanted = new ArrayList<>();
    private final List<Integer> workers = new ArrayList<>();
    private final List<Long> backlogs = new ArrayList<>();
    private final Deque<Integer> starting = new ArrayDeque<>();
    private final Deque<Run> runs = new ArrayDeque<>();
    private final List<Minute> minutes = new ArrayList<>();
    private long backlog;
    private long running;
    private int live = 1;
    private int reading = 1;
    private int interrupted;

    private record Run(int since, long jobs) {}

    private static final class Minute {
        long arrived;
        long ended;
        double ran;
    }

    /** @param arrivals jobs per second, by second; @param lasts how long a job runs, in seconds */
    WorkerSimulation(IntToDoubleFunction arrivals, double lasts) {
        this.arrivals = arrivals;
        this.lasts = lasts;
        minutes.add(new Minute());
    }

    WorkerSimulation run(int seconds) {
        for (int second = 0; second < seconds; second++) {
            if (second % 60 == 0) {
                minutes.add(new Minute());
            }
            while (!starting.isEmpty() && starting.peek() <= second) {
                starting.poll();
                live++;
            }
            arrive(arrivals.applyAsDouble(second));
            work(second);
            if (second % 5 == 0) {
                reading = workload(second).workers(SLOTS, TARGET);
            }
            wanted.add(reading);
            if (second % 15 == 0) {
                scale(second);
            }
            workers.add(live);
            backlogs.add(backlog);
        }
        return this;
    }

    private void arrive(double rate) {
        long arrived = Math.max(0, Math.round(rate + chance.nextGaussian() * Math.sqrt(rate)));
        backlog += arrived;
        minute(0).arrived += arrived;
    }

    private void work(int second) {
        while (!runs.isEmpty() && runs.peek().since() + lasts <= second) {
            end(runs.poll().jobs());
        }
        long slots = (long) live * SLOTS;
        // Jobs shorter than a second give their slot to others within it.
        long started = Math.min(backlog, lasts >= 1 ? slots - running : (long) (slots / lasts));
        if (started <= 0) {
            return;
        }
        backlog -= started;
        running += started;
        if (lasts >= 1) {
            runs.add(new Run(second, started));
        } else {
            end(started);
        }
    }

    private void end(long jobs) {
        running -= jobs;
        minute(0).ended += jobs;
        minute(0).ran += jobs * lasts;
    }

    private Workload workload(int second) {
        double age = runs.stream()
                        .mapToDouble(run -> (double) (second - run.since()) * run.jobs())
                        .sum()
                / Math.max(1, running);
        return new Workload(
                Duration.ofSeconds(60 + second % 60),
                minute(0).arrived + minute(1).arrived,
                minute(0).ended + minute(1).ended,
                millis(minute(0).ran + minute(1).ran),
                backlog,
                running,
                millis(age));
    }

    private Minute minute(int before) {
        return minutes.get(minutes.size() - 1 - before);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    // Up at once; down to the most that was wanted within 300 s, one worker a minute; a tenth more or less is let be.
    private void scale(int second) {
        int all = live + starting.size();
        int most = wanted(Math.max(0, wanted.size() - DOWN_WINDOW_SECONDS), wanted.size()).stream()
                .mapToInt(n -> n)
                .max()
                .orElse(1);
        if (reading > all * 1.1) {
            for (int i = all; i < Math.min(reading, MOST); i++) {
                starting.add(second + START_SECONDS);
            }
        } else if (most < all * 0.9 && second % 60 == 0 && starting.isEmpty()) {
            live--;
            interrupted += (int) Math.max(0, running - (long) live * SLOTS);
        }
    }

    /** What the formula asked for, second by second. */
    List<Integer> wanted(int from, int to) {
        return wanted.subList(from, to);
    }

    int wanted(int second) {
        return wanted.get(second);
    }

    int workers(int second) {
        return workers.get(second);
    }

    long backlog(int second) {
        return backlogs.get(second);
    }

    /** Jobs that ran on workers which were taken away, had they been spread evenly. */
    int interrupted() {
        return interrupted;
    }

    int most() {
        return workers.stream().mapToInt(n -> n).max().orElseThrow();
    }

    /** How often the number of workers turned from growing to shrinking or back. */
    int reversals() {
        int reversals = 0;
        int direction = 0;
        for (int i = 1; i < workers.size(); i++) {
            int now = Integer.signum(workers.get(i) - workers.get(i - 1));
            if (now != 0) {
                reversals += direction != 0 && now != direction ? 1 : 0;
                direction = now;
            }
        }
        return reversals;
    }
}
