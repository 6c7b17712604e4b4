/**
 * What all files of bulk work share: room on the disk, and the removal of files that nobody needs any more.
 */
package nightshift.disk;
