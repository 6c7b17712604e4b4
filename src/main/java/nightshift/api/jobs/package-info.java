/**
 * Submits jobs, shows them, and changes them. {@link nightshift.api.jobs.JobReader} reads a job strictly and names
 * every wrong field.
 */
package nightshift.api.jobs;
