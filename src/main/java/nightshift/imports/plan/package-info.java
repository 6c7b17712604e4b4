/**
 * The data of an import before and while it runs: its partitions, how far each has come, and where its files
 * are.
 */
package nightshift.imports.plan;
