package nightshift.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver whose answers wait: jobs that call it run until it opens, on whichever server. */
final class Gate implements AutoCloseable {

    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Gate() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                open.await();
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** A job that runs until the gate opens. */
    String job() {
        return "{\"task\":\"http.request\",\"args\":{\"url\":\"http://127.0.0.1:"
                + server.getAddress().getPort() + "/\",\"timeout\":\"PT10M\"}}";
    }

    /** Lets all jobs end, those that begin later at once. */
    void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.shutdownNow();
    }
}
