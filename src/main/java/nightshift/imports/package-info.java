/**
 * Imports: a file is scanned while it is uploaded, cut into partitions at ends of records, and read from there in
 * blocks whose rows become jobs. The API uses this package only; the sub-packages do the work.
 */
package nightshift.imports;
