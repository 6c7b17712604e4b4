/**
 * What all files of bulk work share: room on the disk, and the removal of files that are no longer needed.
 */
package nightshift.disk;
