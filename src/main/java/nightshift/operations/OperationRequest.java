package nightshift.operations;

import java.util.Optional;
import nightshift.job.JobAction;
import nightshift.store.JobFilter;

/**
 * What to do to which jobs.
 *
 * @param action             what to do to each job
 * @param filter             which jobs; not all
 * @param ratePerSecond      how many jobs a second at most, from 1 to {@link #RATE_MOST}; empty for as fast as possible
 * @param canary             the trial to begin with; for retries only
 * @param stopAtFailureRatio the operation stops when a greater share of the jobs that it has sent again has failed, from 0 to 1; for
 *                           retries only
 */
public record OperationRequest(
        JobAction action,
        JobFilter filter,
        Optional<Integer> ratePerSecond,
        Optional<CanaryPlan> canary,
        Optional<Double> stopAtFailureRatio) {

    /** The highest rate. */
    public static final int RATE_MOST = 100_000;
}
