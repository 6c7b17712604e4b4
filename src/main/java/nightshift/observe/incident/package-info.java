/**
 * Asks Prometheus what it knows about an incident.
 */
package nightshift.observe.incident;
