/**
 * Writes a body to the disk while it scans it: counts rows, finds faults, and chooses where partitions begin.
 */
package nightshift.imports.upload;
