/**
 * Shows queues, pauses and resumes them.
 */
package nightshift.api.queues;
