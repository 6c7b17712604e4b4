package nightshift.redis;

import java.net.URI;
import nightshift.limit.DestinationRules;
import nightshift.redis.link.RedisAddress;

/**
 * How to reach Redis.
 *
 * @param url          {@code redis://}, {@code redis+sentinel://} or {@code redis+cluster://}, each with {@code rediss} for
 *                     TLS, with user, password, hosts, ports, the name of the master and the number of the database
 * @param namespace    prefix of every key; several installations can share one Redis under different ones
 * @param waitReplicas how many replicas must have a job before its submit is answered; 0 or more
 * @param destinations what holds for all hosts that jobs call
 */
public record RedisConfig(URI url, String namespace, int waitReplicas, DestinationRules destinations) {

    /** @throws IllegalArgumentException if a value cannot be used; the message begins with the setting's name */
    public RedisConfig {
        try {
            RedisAddress.of(url);
        } catch (IllegalArgumentException e) {
            // Not the text itself: it may hold a password.
            throw new IllegalArgumentException(
                    "nightshift.redis.url (NIGHTSHIFT_REDIS_URL) must look like " + RedisAddress.FORMS);
        }
        if (!namespace.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new IllegalArgumentException("nightshift.namespace must be 1 to 40 characters of A-Z a-z 0-9 _ -");
        }
    }

    /** Without waiting for replicas. */
    public RedisConfig(URI url, String namespace) {
        this(url, namespace, 0);
    }

    /** With the usual rules for destinations. */
    public RedisConfig(URI url, String namespace, int waitReplicas) {
        this(url, namespace, waitReplicas, DestinationRules.DEFAULTS);
    }
}
