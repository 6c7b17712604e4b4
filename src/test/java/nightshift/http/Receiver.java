package nightshift.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server on the loopback that says exactly what a test wants, well-formed or not. */
final class Receiver implements AutoCloseable {

    /** Says something in return for a request. */
    interface Script {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** Says it before it has read the body. */
    interface EarlyScript extends Script {}

    /** Headers by name in lower case; the number is 1 for the first request on its connection. */
    record Request(String line, Map<String, String> headers, byte[] body, Socket socket, int number) {
        String header(String name) {
            return headers.get(name);
        }

        /** Closes the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Script script;

    Receiver(Script script) {
        this("127.0.0.1", 0, script);
    }

    Receiver(String address, int port, Script script) {
        this(script, listening(address, port));
    }

    Receiver(Script script, ServerSocket server) {
        this.script = script;
        this.server = server;
        start(this::accept);
    }

    private static ServerSocket listening(String address, int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Always the same answer, well-formed. */
    static Receiver answering(int status, Map<String, String> headers, String body) {
        return new Receiver((request, out) -> write(out, response(status, headers, body)));
    }

    static String response(int status, Map<String, String> headers, String body) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Sends the same again and again until the client hangs up. */
    static void drip(OutputStream out, String text) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            write(out, text);
            LockSupport.parkNanos(5_000_000);
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            int number = 1;
            for (Request request = read(socket, number); request != null; request = read(socket, ++number)) {
                requests.add(request);
                script.answer(request, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The client hung up, which is what some tests want.
        } finally {
            closed.incrementAndGet();
        }
    }

    private Request read(Socket socket, int number) throws IOException {
        InputStream in = socket.getInputStream();
        String line = line(in);
        if (line == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = script instanceof EarlyScript ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(line, headers, in.readNBytes(length), socket, number);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
