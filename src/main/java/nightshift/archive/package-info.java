/**
 * The archive: finished jobs are written to files before the purge removes them, and a command reads those files. The
 * command needs only these classes and Jackson's parser.
 */
package nightshift.archive;
