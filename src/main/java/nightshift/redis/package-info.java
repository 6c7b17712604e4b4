/**
 * The store: jobs, queues, workers and events in Redis, through Jedis. Each change of a job's state is one Lua script in
 * {@code resources/lua}, each script has one class here, and every key is named in {@link nightshift.redis.Keys}. Imports
 * {@code job}, {@code access} and Jedis.
 */
package nightshift.redis;
