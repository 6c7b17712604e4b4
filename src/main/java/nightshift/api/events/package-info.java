/**
 * Streams what changes to clients, as server-sent events.
 */
package nightshift.api.events;
