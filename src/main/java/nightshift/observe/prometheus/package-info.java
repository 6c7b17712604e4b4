/**
 * Asks the Prometheus that watches this installation.
 */
package nightshift.observe.prometheus;
