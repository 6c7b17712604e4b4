package nightshift.imports.run;

import nightshift.job.BulkListener;
import nightshift.job.JobListener;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.JobIntake;

/**
 * What the work on imports needs of the rest.
 *
 * @param bulkJobs    knows the imports
 * @param checkpoints keeps how far they have come
 * @param intake      takes helpers in
 * @param bulk        hears of rows and chunks
 * @param jobs        hears of the jobs that are submitted
 */
public record ImportPorts(BulkJobs bulkJobs, Checkpoints checkpoints, JobIntake intake, BulkListener bulk, JobListener jobs) {
}
