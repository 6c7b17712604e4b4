/**
 * Who may do what: API keys for programs, accounts and sessions for people. {@link nightshift.access.Access} is the
 * front door; its data is stored behind {@link nightshift.access.AccessStore}. Secrets are never stored, only their
 * digests and password hashes. Imports only {@code java.*} and {@code nightshift.store.StoreUnavailable}.
 */
package nightshift.access;
