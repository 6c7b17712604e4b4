package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopLimitTest {

    /** A server whose parts do not stop: neither on the signal nor in the shutdown hook that follows. */
    public static void main(String[] args) throws InterruptedException {
        Runnable hang = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(hang));
        StopSignals signals = new StopSignals(() -> {
            StopLimit.begin(Duration.ofSeconds(1));
            if (args[0].equals("signal")) {
                hang.run();
            }
        });
        System.out.println("ready");
        System.out.flush();
        hang.run();
        signals.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal", "hook"})
    void aProcessThatDoesNotStopIsEnded(String where, @TempDir Path folder) throws IOException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StopLimitTest.class.getName(),
                        where)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(output).contains("ready"));
            process.destroy();
            await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(Files.readString(output)).contains("has not stopped within 1 s", "StopLimitTest");
        } finally {
            process.destroyForcibly();
        }
    }
}
