package nightshift.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private final List<LogRecord> log = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(Watchdog.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line);
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
    private volatile boolean hangs;
    private volatile boolean answered;
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        logger.addHandler(handler);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    if (!hangs) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 503 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                        .getBytes(US_ASCII));
                        socket.close();
                        answered = true;
                    }
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        logger.removeHandler(handler);
        server.close();
    }

    @Test
    void aServerThatHangsIsLoggedOnceWithItsThreads() {
        URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/health/live");
        Watchdog watchdog = new Watchdog(url, Duration.ofMillis(20), Duration.ofMillis(200), Thread::new);
        try {
            await("a first answer").until(() -> answered);
            hangs = true;
            await().atMost(Duration.ofSeconds(30)).until(() -> !log.isEmpty());
            assertThat(log.get(0).getMessage()).contains("does not answer", "nightshift.app.Watchdog.look(");
            await("more misses").pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(log).hasSize(1);

            hangs = false;
            await().atMost(Duration.ofSeconds(30)).until(() -> log.size() == 2);
            assertThat(log.get(1).getMessage()).contains("answers again");
        } finally {
            watchdog.close();
        }
    }
}
