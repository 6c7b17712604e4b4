package nightshift.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.job.Claimed;
import nightshift.job.Destination;
import nightshift.job.Fingerprint;
import nightshift.job.Lease;
import nightshift.job.Settlement;

/** The changes that workers make to jobs. Every method throws {@link StoreUnavailable} when the store cannot answer. */
public interface JobLeases {

    /** Most leases in one call. */
    int BATCH = 500;

    /**
     * Settles and claims in one round trip. The answers to the settlements stand in the order asked.
     *
     * @param settlements at most {@link #BATCH}
     */
    Exchange exchange(List<Settlement> settlements, ClaimRequest request);

    /**
     * What {@link #exchange} answers.
     *
     * @param settled  answers to the settlements
     * @param breakers what the settlements changed
     * @param newFailures the failure groups that the settlements began
     * @param claimed  the jobs claimed
     * @param more     whether more jobs may be ready than were claimed
     * @param again    when a limit or a breaker allows more than was claimed, if one held jobs back
     */
    record Exchange(
            List<SettleResult> settled,
            List<BreakerChange> breakers,
            List<Fingerprint> newFailures,
            List<Claimed> claimed,
            boolean more,
            Optional<Duration> again) {}

    /**
     * The breaker of a destination has changed.
     *
     * @param destination the host
     * @param open        whether it opened; else it closed
     */
    record BreakerChange(Destination destination, boolean open) {}

    /**
     * Renews leases, each from now on for the given time. The answers stand in the order asked.
     *
     * @param leases at most {@link #BATCH}
     */
    List<ExtendResult> extend(List<Lease> leases, Duration lease);
}
