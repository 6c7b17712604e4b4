/**
 * Shows how the server fares: metrics, health checks, and fields of log lines. Imports {@code job},
 * {@link nightshift.engine.EngineStatus} and MicroProfile Metrics and Health.
 */
package nightshift.observe;
