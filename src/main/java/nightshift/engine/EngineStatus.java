package nightshift.engine;

/**
 * The current state of the engine, for health checks and metrics. Reading it costs nothing and never waits.
 *
 * @param started         whether all loops run
 * @param draining        whether it has stopped claiming and is finishing its jobs
 * @param slots           how many jobs it can run at once; 0 if this server runs none
 * @param busy            how many it runs now
 * @param stuck           how many attempts were given up but whose threads have not ended
 * @param claimAgeSeconds seconds since the claim loop last had an answer from the store; 0 if this server runs no jobs
 * @param stepAgeSeconds  seconds since the claim loop began its present step, whether or not the last one succeeded; 0
 *                        if this server runs no jobs. A step ends within seconds even when the store does not answer
 */
public record EngineStatus(
        boolean started,
        boolean draining,
        int slots,
        int busy,
        int stuck,
        double claimAgeSeconds,
        double stepAgeSeconds) {}
