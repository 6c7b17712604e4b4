package nightshift.work.imports;

import nightshift.bulk.BulkJobs;
import nightshift.bulk.BulkListener;
import nightshift.bulk.Checkpoints;
import nightshift.job.JobIntake;

/**
 * What the work on imports needs of the rest.
 *
 * @param bulkJobs    knows the imports
 * @param checkpoints keeps how far they have come
 * @param intake      takes helpers in
 * @param bulk        hears of rows and chunks
 */
public record ImportPorts(BulkJobs bulkJobs, Checkpoints checkpoints, JobIntake intake, BulkListener bulk) {
}
