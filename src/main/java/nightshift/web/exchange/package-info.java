/**
 * How requests come in and answers go out: bodies are read before anything else sees the request, and answers are
 * sent without a thread that waits for the client.
 */
package nightshift.web.exchange;
