/**
 * Counts and times what this server does, and shows it. {@link nightshift.observe.metrics.Metrics} is the way in.
 */
package nightshift.observe.metrics;
