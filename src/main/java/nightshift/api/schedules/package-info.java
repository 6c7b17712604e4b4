/**
 * Recurring schedules: put, read, remove, pause, resume, run.
 */
package nightshift.api.schedules;
