/**
 * The vocabulary and rules of background work: jobs, attempts, leases, the state machine, and the listeners that other
 * packages implement. Plain Java, so that every rule can be read and tested without a container and without Redis.
 */
package nightshift.job;
