/**
 * The task {@code http.request}: delivers one HTTP request, signed, under a deadline, and only to addresses that were
 * checked. Its front door is {@link nightshift.work.http.HttpRequestTask} with {@link nightshift.work.http.HttpTaskConfig}.
 */
package nightshift.work.http;
