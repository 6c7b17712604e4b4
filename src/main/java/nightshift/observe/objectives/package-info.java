/**
 * Reads the service level objectives from Prometheus.
 */
package nightshift.observe.objectives;
