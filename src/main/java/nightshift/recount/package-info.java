/** Numbers of jobs at a moment, found while jobs change. Plain Java. */
package nightshift.recount;
