/**
 * Shows the hosts that jobs call, opens and closes their circuit breakers, and changes their limits.
 */
package nightshift.api.destinations;
