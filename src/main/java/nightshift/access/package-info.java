/**
 * Who may do what: API keys for programs, accounts and sessions for people. {@link nightshift.access.Access} is the front
 * door; what it knows is kept behind {@link nightshift.access.AccessStore}. Secrets are never stored, only their
 * digests and password hashes. Imports {@code java.*} only, but for {@code nightshift.store.StoreUnavailable}.
 */
package nightshift.access;
