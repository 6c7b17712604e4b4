/**
 * Shows how the servers, the store and the objectives are.
 */
package nightshift.api.status;
