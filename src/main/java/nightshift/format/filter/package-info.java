/** A filter of jobs: as separate conditions, and as the store keeps it. */
package nightshift.format.filter;
