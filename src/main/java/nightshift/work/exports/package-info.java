/**
 * Exports: a job that walks all jobs and writes those that fit to a file, in chunks of Jakarta Batch. What it has written is
 * in a checkpoint in the store, under its lease; whatever of the file goes beyond that does not count.
 */
package nightshift.work.exports;
