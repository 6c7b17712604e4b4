/**
 * How data is written outside the server: a job as JSON, the limits of incoming JSON, times and durations, and the
 * formats of files. The API's answers, exports and the archive share it.
 */
package nightshift.format;
