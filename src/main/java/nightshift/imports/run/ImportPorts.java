package nightshift.imports.run;

import nightshift.job.BulkListener;
import nightshift.store.BulkJobs;
import nightshift.store.Checkpoints;
import nightshift.store.JobIntake;

/**
 * What the work on imports needs from the rest of the server.
 *
 * @param bulkJobs    knows the imports
 * @param checkpoints keeps how far they have come
 * @param intake      accepts the jobs of helpers
 * @param bulk        gets rows and chunks
 */
public record ImportPorts(BulkJobs bulkJobs, Checkpoints checkpoints, JobIntake intake, BulkListener bulk) {}
