/**
 * Hands out reports of incidents.
 */
package nightshift.api.incident;
