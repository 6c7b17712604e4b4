/**
 * Jakarta Batch: a bulk job is a job like any other, whose handler runs a batch job and waits for its end. The batch
 * runtime's repository is not the truth: what must outlive this server is in the store.
 */
package nightshift.batch;
