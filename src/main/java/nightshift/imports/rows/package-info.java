/**
 * Reads rows from a file and maps them to args, or rejects them.
 */
package nightshift.imports.rows;
