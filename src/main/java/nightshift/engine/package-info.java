/**
 * Does the work: claims jobs, runs them with a limit, keeps their leases alive, settles them, and runs the loops
 * that promote, rescue and purge. Plain Java: its executor, its threads and its ports are passed in.
 */
package nightshift.engine;
