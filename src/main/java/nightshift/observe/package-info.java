/**
 * Shows how the server is doing: metrics, objectives, health checks, traces, and fields of log lines.
 */
package nightshift.observe;
