/**
 * Shows the state of the servers, the store and the objectives.
 */
package nightshift.api.status;
