package nightshift.imports.run;

import nightshift.job.LeasedAttempt;
import nightshift.task.AttemptFailed;

/** Reads, maps and writes a partition, chunk by chunk, until its end or until it must stop. */
@FunctionalInterface
interface PartitionStep {

    /** @throws InterruptedException if this thread was interrupted; the step has ended then */
    void run(PartitionRun run, LeasedAttempt attempt) throws AttemptFailed, InterruptedException;
}
