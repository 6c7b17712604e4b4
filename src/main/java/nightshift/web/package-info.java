/**
 * What every call of the HTTP API shares: problems, strict reading of JSON and of query parameters, writing of JSON,
 * and headers. Who calls is in {@code callers}, how bodies and answers travel in {@code exchange} and {@code wire},
 * and the files of the browser console in {@code console}. Nothing here knows a resource; those are in {@code
 * nightshift.api}.
 */
package nightshift.web;
