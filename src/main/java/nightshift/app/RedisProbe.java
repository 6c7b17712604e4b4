package nightshift.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a redis-server of ours whether it answers, before there is a client for it. */
final class RedisProbe {

    private static final int WAIT_MS = 2_000;

    private RedisProbe() {}

    /** Whether it accepts the password and answers. Also false while it loads its data. */
    static boolean answers(RedisConfFile conf) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), conf.port()), WAIT_MS);
            socket.setSoTimeout(WAIT_MS);
            socket.getOutputStream()
                    .write(("AUTH " + conf.password() + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(in.readLine()) && "+PONG".equals(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
