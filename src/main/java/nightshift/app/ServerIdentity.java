package nightshift.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * The identity of this server.
 *
 * @param workerId 8 characters of {@code a-z 0-9}, new at every start
 * @param host     name of the machine or pod
 * @param version  of Nightshift
 * @param revision of its source; {@code unknown} if it was built without
 */
record ServerIdentity(String workerId, String host, String version, String revision) {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    static ServerIdentity create() {
        StringBuilder id = new StringBuilder();
        new SecureRandom().ints(8, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        Properties built = built();
        return new ServerIdentity(
                id.toString(), hostName(), built.getProperty("version"), built.getProperty("revision"));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static Properties built() {
        try (InputStream in = ServerIdentity.class.getResourceAsStream("build.properties")) {
            Properties built = new Properties();
            built.load(in);
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
