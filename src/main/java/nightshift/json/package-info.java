/**
 * A job as JSON, the same wherever it is shown: in answers of the API, in exports and in the archive. Imports {@code java.*},
 * {@code nightshift.job} and Jackson's generator only.
 */
package nightshift.json;
