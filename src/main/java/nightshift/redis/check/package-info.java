/** The self-audit: compares what is derived from the records of jobs with these records, in pieces, and repairs what differs. */
package nightshift.redis.check;
