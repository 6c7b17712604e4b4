/**
 * Reads bodies and writes answers without holding a thread, however slow the client is. Imports Servlet only.
 */
package nightshift.web.wire;
