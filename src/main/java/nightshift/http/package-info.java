/**
 * The task {@code http.request}: delivers one HTTP request, signed, under a deadline, and only to addresses that
 * were checked. {@link nightshift.http.HttpRequestTask} is the way in, with {@link nightshift.http.HttpTaskConfig}.
 */
package nightshift.http;
