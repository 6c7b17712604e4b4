/**
 * Signs people in and out.
 */
package nightshift.api.access;
