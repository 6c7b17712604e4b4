/**
 * How things are written outside the server: a job as JSON, the bounds of JSON that comes in, times and durations,
 * and the formats of files. Answers of the API, exports and the archive share it.
 */
package nightshift.format;
