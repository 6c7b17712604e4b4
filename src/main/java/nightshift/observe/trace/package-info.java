/**
 * Follows jobs and requests in traces, and names them in log lines.
 */
package nightshift.observe.trace;
