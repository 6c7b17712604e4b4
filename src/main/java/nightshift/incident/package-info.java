/**
 * Writes the report of an incident: what is known about some hours, as one Markdown file.
 */
package nightshift.incident;
