/**
 * The HTTP API as {@code docs/api.md} has it: resources that check what a client asks, hand it to a port of
 * {@code nightshift.job}, and write the answer. {@link nightshift.api.JobReader} and {@link nightshift.json.JobJson} are
 * the two directions of JSON; every refusal is a {@link nightshift.api.Problem}. Imports {@code job}, {@code access},
 * {@code jakarta.*} and Jackson.
 */
package nightshift.api;
