/**
 * Shows the state of the server: metrics, objectives, health checks, traces, and fields of log lines.
 */
package nightshift.observe;
