/**
 * Exports: a job that walks all jobs and writes those that fit to a file, in chunks of Jakarta Batch. {@link
 * nightshift.exports.Exports} is what the API sees. A checkpoint in the store, under the job's lease, says how much
 * of the file counts.
 */
package nightshift.exports;
