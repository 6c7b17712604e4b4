/** Shows failed jobs by their causes, and mutes groups of them. */
package nightshift.api.failures;
