/**
 * The HTTP API as {@code docs/api.md} describes it: resources that check a request, pass it to a port, and write the
 * answer. Each package has one subject. Shared code is in {@code nightshift.web}.
 */
package nightshift.api;
