/**
 * Finds out why jobs fail: the cause of a failure without what differs from job to job, and what the jobs that failed because of
 * it have in common. Pure functions.
 */
package nightshift.failure;
