/**
 * A filter of jobs as text: the language that people write, and the form that the store keeps. {@link
 * nightshift.format.filter.FilterText} is the way in. A text is split into terms, and each term becomes a condition. Nothing here
 * knows a job or a request.
 */
package nightshift.format.filter;
