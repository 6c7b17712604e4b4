package nightshift.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes deliveries and answers as busy a number of times, then well. */
final class Webhook implements AutoCloseable {

    /** What the deliveries had in their header {@code traceparent}, in order. */
    final List<String> traceparents = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    Webhook(int busy) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                traceparents.add(exchange.getRequestHeaders().getFirst("traceparent"));
                exchange.sendResponseHeaders(traceparents.size() <= busy ? 503 : 200, -1);
            }
        });
        server.start();
    }

    /** A job that delivers here and tries again after so many seconds. */
    String job(int seconds) {
        return "{\"task\":\"http.request\",\"args\":{\"url\":\"http://127.0.0.1:"
                + server.getAddress().getPort() + "/hook\"},\"retry\":{\"initial\":\"PT" + seconds + "S\",\"max\":\"PT"
                + seconds + "S\",\"jitter\":0}}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
