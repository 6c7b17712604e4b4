package nightshift.api.jobs;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The client's end of a connection to this server.
 *
 * @param address IP address
 * @param port    of the client
 * @param server  port of this server
 */
record Peer(InetAddress address, int port, int server) {

    static Peer of(HttpServletRequest request) {
        try {
            return new Peer(
                    InetAddress.getByName(request.getRemoteAddr()), request.getRemotePort(), request.getLocalPort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the container gives addresses, not names", e);
        }
    }
}
