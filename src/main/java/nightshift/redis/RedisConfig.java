package nightshift.redis;

import java.net.URI;

/**
 * How to reach Redis.
 *
 * @param url       {@code redis://} or {@code rediss://}, with user, password, host, port and database number
 * @param namespace prefix of every key; several installations can share one Redis under different ones
 */
public record RedisConfig(URI url, String namespace) {

    /** @throws IllegalArgumentException if a value cannot be used; the message begins with the setting's name */
    public RedisConfig {
        if (!"redis".equals(url.getScheme()) && !"rediss".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("nightshift.redis.url must look like redis://[user:password@]host[:port][/database]");
        }
        if (!namespace.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException("nightshift.namespace must be 1 to 40 characters of A-Z a-z 0-9 _ -");
        }
    }
}
