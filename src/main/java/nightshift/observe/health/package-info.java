/**
 * The health checks for probes.
 */
package nightshift.observe.health;
