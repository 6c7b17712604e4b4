/**
 * The index for search: columns, each with one property of about a thousand jobs in a few bytes, and what a filter can find out from
 * them. Knows nothing about where they are kept. Plain Java.
 */
package nightshift.search;
