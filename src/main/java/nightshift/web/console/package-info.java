/**
 * Serves the browser console: its files, their caching, their headers, and its own addresses. Imports Servlet only.
 */
package nightshift.web.console;
