/**
 * Runs an import: the task, its helpers, and the Jakarta Batch step that turns rows into jobs.
 */
package nightshift.imports.run;
