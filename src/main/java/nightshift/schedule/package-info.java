/**
 * The rules of schedules: when they run, what becomes of missed runs, and how a schedule reads in words. Plain Java without
 * a clock: every rule gets the time that it works with.
 */
package nightshift.schedule;
