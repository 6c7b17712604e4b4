package nightshift.engine;

import java.time.Duration;
import nightshift.job.Retention;

/**
 * How the engine works.
 *
 * @param workerId    8 characters of {@code A-Z a-z 0-9}, new at every start
 * @param host        name of the machine or pod
 * @param version     of Nightshift
 * @param concurrency how many jobs run at once; from 1 to 10,000
 * @param lease       how long a job is held without a heartbeat; from 1 s to 10 min. A third of it is the heartbeat
 * @param retention   how long finished jobs are kept
 * @param worker      whether this server runs jobs
 * @param scheduler   whether this server promotes, rescues and purges
 */
public record EngineConfig(
        String workerId,
        String host,
        String version,
        int concurrency,
        Duration lease,
        Retention retention,
        boolean worker,
        boolean scheduler) {

    /** @throws IllegalArgumentException if a value is out of range; the message begins with the setting's name */
    public EngineConfig {
        if (concurrency < 1 || concurrency > 10_000) {
            throw new IllegalArgumentException("nightshift.concurrency must be from 1 to 10000");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("nightshift.lease must be from PT1S to PT10M");
        }
    }

    /** How often leases are renewed and the worker reports that it is alive. */
    Duration heartbeat() {
        return lease.dividedBy(3);
    }
}
