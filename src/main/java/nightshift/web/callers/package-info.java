/**
 * Who calls, from where, and whether they may: sign-ins, keys, origins and the address of this server.
 */
package nightshift.web.callers;
