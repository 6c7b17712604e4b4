/**
 * Bodies that come in and answers that go out without holding a thread, however slow the client is. Imports Servlet only.
 */
package nightshift.wire;
