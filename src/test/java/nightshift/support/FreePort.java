package nightshift.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports for servers under test. Those that the system hands out are also the ports of its outgoing connections, one of
 * which could take the port before the server starts. These are below that range, and random, because several JVMs run tests
 * side by side.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port from 20000 to 29999 on which nothing listens, another one each time. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
