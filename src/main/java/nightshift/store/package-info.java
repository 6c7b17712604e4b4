/**
 * The ports to the store, grouped by who calls them, and their results. {@code nightshift.redis} implements them.
 * Every method throws {@link nightshift.store.StoreUnavailable} when the store cannot answer.
 */
package nightshift.store;
