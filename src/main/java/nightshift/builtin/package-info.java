/**
 * Tasks that come with the server: the canary, and tasks for first tries, benches and tests.
 */
package nightshift.builtin;
