/**
 * Imports: a file is scanned while it is uploaded, cut into partitions at ends of records, and read from there in
 * blocks whose rows become jobs. This package is what the API sees; the sub-packages do it.
 */
package nightshift.imports;
