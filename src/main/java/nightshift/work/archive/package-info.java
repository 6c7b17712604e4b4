/**
 * The archive: finished jobs are written to files before the purge removes them, and a command reads them back. The command
 * needs nothing but these classes and Jackson's parser.
 */
package nightshift.work.archive;
