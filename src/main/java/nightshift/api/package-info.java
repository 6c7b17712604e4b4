/**
 * The HTTP API as {@code docs/api.md} describes it: resources that check a request, pass it to a port, and write the
 * answer, grouped by what they are about. What all of them share is in {@code nightshift.web}.
 */
package nightshift.api;
