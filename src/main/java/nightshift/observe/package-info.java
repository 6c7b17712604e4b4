/**
 * Shows how the server fares: metrics, health checks, and fields of log lines. Imports {@code job}, {@code bulk},
 * {@link nightshift.engine.EngineStatus} and MicroProfile Metrics and Health.
 */
package nightshift.observe;
