package nightshift.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventOutputTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final CountDownLatch clientReads = new CountDownLatch(1);
    private volatile boolean stuck;
    private volatile boolean broken;
    private volatile boolean completed;
    private final EventOutput output = new EventOutput(
            fake(AsyncContext.class, "getResponse", fake(ServletResponse.class, "getOutputStream", new Connection())));

    /** Takes bytes, or waits, or fails. */
    private final class Connection extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) throws IOException {
            if (broken) {
                throw new IOException("the client is gone");
            }
            if (stuck) {
                try {
                    clientReads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            synchronized (sent) {
                sent.write(value);
            }
        }
    }

    private <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            completed |= called.getName().equals("complete");
            return called.getName().equals(method) ? answer : null;
        }));
    }

    private String sent() {
        synchronized (sent) {
            return sent.toString(UTF_8);
        }
    }

    @AfterEach
    void end() {
        clientReads.countDown();
        output.close();
    }

    @Test
    void textsAreSentInTheirOrder() {
        output.add("a");
        output.start(Thread::new);
        output.add("b");

        await().until(() -> sent().equals("ab"));
        output.close();
        await().until(() -> output.isClosed() && completed);
    }

    @Test
    void aClientThatTakesTooLittleIsDroppedAndNobodyWaitsForIt() {
        stuck = true;
        output.start(Thread::new);
        for (int i = 0; i < 7; i++) {
            output.add("x".repeat(100_000));
        }
        clientReads.countDown();

        await().until(() -> output.isClosed() && completed);
        assertThat(sent().length()).isLessThan(700_000);
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        broken = true;
        output.start(Thread::new);
        output.add("a");

        await().until(() -> output.isClosed() && completed);
    }
}
