package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventOutputTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean ready = true;
    private boolean broken;
    private boolean completed;
    private EventOutput output;

    @BeforeEach
    void open() throws IOException {
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return ready;
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
                assertThat(ready).isTrue();
                sent.write(value);
            }
        };
        ServletResponse response = fake(ServletResponse.class, "getOutputStream", out);
        output = new EventOutput(fake(AsyncContext.class, "getResponse", response));
    }

    private <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            completed |= called.getName().equals("complete");
            return called.getName().equals(method) ? answer : null;
        }));
    }

    private void add(String text) {
        output.add(text);
        output.send();
    }

    @Test
    void nothingIsWrittenBeforeTheContainerAllowsIt() {
        add("a");
        assertThat(sent.size()).isZero();

        output.onWritePossible();
        assertThat(sent.toString(UTF_8)).isEqualTo("a");
    }

    @Test
    void whatTheConnectionDoesNotTakeIsKept() {
        output.onWritePossible();
        ready = false;
        add("a");
        add("b");
        assertThat(sent.size()).isZero();

        ready = true;
        output.onWritePossible();
        assertThat(sent.toString(UTF_8)).isEqualTo("ab");
    }

    @Test
    void aClientThatTakesTooLittleIsDropped() {
        output.onWritePossible();
        ready = false;
        for (int i = 0; i < 6; i++) {
            add("x".repeat(100_000));
        }

        assertThat(output.isClosed()).isTrue();
        assertThat(completed).isTrue();
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        broken = true;
        output.onWritePossible();
        add("a");

        assertThat(output.isClosed()).isTrue();
        assertThat(completed).isTrue();
    }
}
