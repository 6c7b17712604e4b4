/**
 * Bulk work: what is large and long is one job that leaves checkpoints as it goes. The words and ports of it; files and
 * Jakarta Batch are in {@code nightshift.work}, the store in {@code nightshift.redis}. Imports {@code java.*} and
 * {@code nightshift.job} only.
 */
package nightshift.bulk;
