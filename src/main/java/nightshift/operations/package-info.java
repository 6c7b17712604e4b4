/**
 * Operations: one action on many jobs. {@link nightshift.operations.Operations} is what the API sees. An operation is a job that walks
 * the jobs that fit a filter, and lets one script do each chunk and move the checkpoint.
 */
package nightshift.operations;
