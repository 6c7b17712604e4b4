/**
 * The words and rules of background work: jobs, attempts, leases, the state machine, and the ports through which the
 * other packages reach the store. Plain Java: this package imports {@code java.*} only, so that every rule can be read
 * and tested without a container and without Redis.
 */
package nightshift.job;
