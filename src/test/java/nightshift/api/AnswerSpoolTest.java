package nightshift.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswerSpoolTest {

    private static CompletableFuture<Void> send(AnswerSpool spool, OutputStream out) {
        return CompletableFuture.runAsync(() -> {
            try {
                spool.send(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatIsWrittenBeforeAnythingIsReadIsKept() throws IOException {
        try (AnswerSpool spool = new AnswerSpool()) {
            byte[] text = "0123456789".repeat(100_000).getBytes(UTF_8);
            spool.write(text);
            spool.write(text);
            spool.end();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            spool.send(out);

            assertThat(out.toString(UTF_8)).isEqualTo("0123456789".repeat(200_000));
        }
    }

    @Test
    void writingAndSendingGoOnTogether() throws IOException {
        try (AnswerSpool spool = new AnswerSpool(1000)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CompletableFuture<Void> sending = send(spool, out);
            for (int i = 0; i < 20_000; i++) {
                spool.write((i + "\n").getBytes(UTF_8));
            }
            spool.end();
            sending.join();

            assertThat(out.toString(UTF_8).lines()).hasSize(20_000).last().isEqualTo("19999");
        }
    }

    @Test
    void whenNothingCanBeSentWritingEnds() throws IOException {
        try (AnswerSpool spool = new AnswerSpool(10)) {
            OutputStream broken = new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    throw new IOException("the client is gone");
                }
            };
            CompletableFuture<Void> sending = send(spool, broken);

            assertThatThrownBy(() -> {
                for (int i = 0; i < 100_000; i++) {
                    spool.write("an answer".getBytes(UTF_8));
                }
                throw new IOException("never noticed");
            }).hasMessage("the client is gone");
            assertThatThrownBy(sending::join).hasRootCauseMessage("the client is gone");
        }
    }
}
