/**
 * The archive: finished jobs are written to files before the purge removes them, and a command reads them back. The
 * command needs only these classes and Jackson's parser.
 */
package nightshift.archive;
