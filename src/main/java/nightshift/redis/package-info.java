/**
 * The store in Redis, through Jedis: jobs, queues, workers, events and accounts. Each change of a job's state is one
 * Lua script in {@code resources/lua}, each script has one class here, and {@link nightshift.redis.link.Keys} names every
 * key.
 */
package nightshift.redis;
