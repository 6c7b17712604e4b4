package nightshift.redis.link;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * An address of Redis, in its parts.
 *
 * @param kind     what is listed in {@code hosts}
 * @param tls      whether connections are encrypted
 * @param hosts    Redis itself, sentinels, or nodes of a cluster
 * @param master   the name by which sentinels know the master; empty without sentinels
 * @param user     null for none
 * @param password null for none
 * @param database its number
 */
public record RedisAddress(
        Kind kind, boolean tls, List<HostAndPort> hosts, String master, String user, String password, int database) {

    /** The forms that an address can have, for messages. */
    public static final String FORMS = """
            redis://[user:password@]host[:port][/database], \
            redis+sentinel://[user:password@]host[:port],host[:port],.../master-name[/database] or \
            redis+cluster://[user:password@]host[:port],host[:port],... (rediss for TLS); \
            special characters in it must be %-encoded""";

    private static final Pattern PARTS =
            Pattern.compile("(rediss?)(?:\\+(sentinel|cluster))?://(?:([^@/]*)@)?([^@/]+)(/.*)?");
    private static final Pattern MASTER = Pattern.compile("/([\\w.-]+)(/.*)?");

    /** What an address lists. */
    enum Kind {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    /**
     * @throws IllegalArgumentException if it has none of the {@link #FORMS}; do not show the message, it may contain a
     *                                  password
     */
    public static RedisAddress of(URI url) {
        Matcher parts = PARTS.matcher(url.toString());
        must(parts.matches());
        Kind kind =
                parts.group(2) == null ? Kind.SINGLE : parts.group(2).equals("sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
        String master = "";
        String path = parts.group(5) == null ? "" : parts.group(5);
        if (kind == Kind.SENTINEL) {
            Matcher named = MASTER.matcher(path);
            must(named.matches());
            master = named.group(1);
            path = named.group(2) == null ? "" : named.group(2);
        }
        must(path.matches(kind == Kind.CLUSTER ? "/?" : "(/\\d{0,5})?"));
        int port = kind == Kind.SENTINEL ? Protocol.DEFAULT_SENTINEL_PORT : Protocol.DEFAULT_PORT;
        List<HostAndPort> hosts = Arrays.stream(parts.group(4).split(",", -1))
                .map(host -> host(host, port))
                .toList();
        must(kind != Kind.SINGLE || hosts.size() == 1);
        // Names of several hosts are no host to java.net.URI, which then knows no user either.
        URI plain = URI.create("redis://" + (parts.group(3) == null ? "" : parts.group(3) + "@") + "host" + path);
        return new RedisAddress(
                kind,
                parts.group(1).equals("rediss"),
                hosts,
                master,
                JedisURIHelper.getUser(plain),
                JedisURIHelper.getPassword(plain),
                JedisURIHelper.getDBIndex(plain));
    }

    private static HostAndPort host(String text, int defaultPort) {
        URI url = URI.create("redis://" + text);
        must(url.getHost() != null);
        return new HostAndPort(url.getHost(), url.getPort() == -1 ? defaultPort : url.getPort());
    }

    private static void must(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not an address of Redis");
        }
    }
}
