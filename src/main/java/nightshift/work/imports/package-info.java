/**
 * Imports: a file is scanned while it is uploaded, cut into partitions at ends of records, and read from there in blocks
 * whose rows become jobs.
 */
package nightshift.work.imports;
