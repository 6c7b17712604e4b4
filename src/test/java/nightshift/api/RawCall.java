package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** A request that no client library would send. */
final class RawCall {

    private RawCall() {}

    /** What happens to the connection between the request and the answer. */
    interface Meanwhile {
        void happens(Socket socket) throws IOException;
    }

    /** Sends a request, and reads the first line of the answer. */
    static String firstLine(String head, String body) {
        return firstLine(head, body, socket -> {});
    }

    /**
     * Sends a request, and reads the first line of the answer.
     *
     * @param head its first line, and headers other than Host and Authorization; each line ends with CR and LF
     */
    static String firstLine(String head, String body, Meanwhile meanwhile) {
        URI url = URI.create(Client.URL);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "Host: " + url.getAuthority() + "\r\nAuthorization: Bearer " + Client.KEY
                                    + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            meanwhile.happens(socket);
            StringBuilder line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b >= 0 && b != '\r';
                    b = socket.getInputStream().read()) {
                line.append((char) b);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
