package nightshift.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** The users of Redis as they are deployed, so that tests have no more rights than the application has there. */
public final class RedisUsers {

    static final Path RULES = Path.of("openshift-k8s/secrets/users.acl.template");
    /** The users that there are besides where Redis has replicas, and those of sentinels. */
    static final Path REPLICATION = Path.of("openshift-k8s/secrets/sentinel/replication.acl.template");

    static final Path SENTINEL = Path.of("openshift-k8s/secrets/sentinel/sentinel.acl.template");

    /** A user that may do everything, which only tests have. */
    static final String TESTS = "tests";
    /** What all users have for a password. */
    static final String PASSWORD = "password";

    private RedisUsers() {}

    /** Makes the application's user for a namespace, and returns the address with it. */
    public static URI application(RedisServer server, String namespace) {
        String rules = rules("app").replace("{nightshift}", "{" + namespace + "}");
        CommandArguments command = new CommandArguments(Protocol.Command.ACL);
        command.addObjects("SETUSER", namespace, "on", ">password");
        command.addObjects((Object[]) rules.split(" "));
        try (RedisClient client = server.client()) {
            client.executeCommand(command);
            // So that it is there after a restart too.
            client.executeCommand(new CommandArguments(Protocol.Command.ACL).add("SAVE"));
        }
        return URI.create("redis://" + namespace + ":password@127.0.0.1:" + server.port());
    }

    /** A file of the users that are deployed, each with {@link #PASSWORD} and for every namespace, and of {@link #TESTS}. */
    static String file(Path... templates) {
        StringBuilder users = new StringBuilder();
        for (Path template : templates) {
            users.append(read(template).replaceAll("#[A-Z]+", ">" + PASSWORD).replace("~{nightshift}:*", "~*"));
        }
        return users.append("user " + TESTS + " on >" + PASSWORD + " ~* &* +@all\n")
                .toString();
    }

    /** What a user may do, without its password. */
    private static String rules(String user) {
        String start = "user " + user + " on #";
        String line = read(RULES)
                .lines()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf(' ', start.length()) + 1);
    }

    private static String read(Path template) {
        try {
            return Files.readString(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
