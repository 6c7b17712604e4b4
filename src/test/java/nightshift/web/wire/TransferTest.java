package nightshift.web.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Pace SLOW = new Pace(Duration.ofHours(1), 1, Duration.ofHours(1));
    private static final Pace FAST = new Pace(Duration.ofMillis(50), 1, Duration.ofHours(1));

    private final Pipe pipe = new Pipe();
    private final AtomicInteger news = new AtomicInteger();
    private final Patience patience = new Patience(Thread::new);
    private final byte[] block = new byte[100];

    @AfterEach
    void stop() {
        patience.close();
    }

    private Body body(Pace pace) {
        Body body = new Body(pipe.in(), pace, patience, news::incrementAndGet);
        body.open();
        return body;
    }

    private Sender sender(Pace pace) throws IOException {
        Sender sender = new Sender(pipe.response(), pace, patience, news::incrementAndGet);
        sender.open();
        return sender;
    }

    private static void send(Sender sender, String text) throws IOException {
        sender.send(text.getBytes(UTF_8), 0, text.length());
    }

    @Test
    void aBodyIsReadAsItComes() throws IOException {
        Body body = body(SLOW);
        assertThat(body.read(block, 0, 100)).isEqualTo(Body.NOTHING_YET);

        pipe.send((byte) 1, (byte) 2);
        assertThat(news).hasValue(1);
        assertThat(body.read(block, 10, 90)).isEqualTo(2);
        assertThat(block[11]).isEqualTo((byte) 2);
        assertThat(body.read(block, 0, 100)).isEqualTo(Body.NOTHING_YET);

        pipe.end();
        assertThat(body.read(block, 0, 100)).isEqualTo(Body.END);
        assertThat(body.read(block, 0, 100)).isEqualTo(Body.END);
        assertThat(patience.transfers()).isZero();
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() {
        Body body = body(FAST);

        await().until(() -> news.get() > 0);
        assertThatThrownBy(() -> body.read(block, 0, 100))
                .isInstanceOfSatisfying(
                        BodyFailed.class, e -> assertThat(e.reason()).isEqualTo(BodyFailed.Reason.TOO_SLOW));
        assertThat(patience.transfers()).isZero();
    }

    @Test
    void timeInWhichNobodyReadsIsNotTheClients() throws IOException {
        Body body = body(FAST);
        pipe.send((byte) 1);
        assertThat(body.read(block, 0, 100)).isEqualTo(1);

        await("some looks").pollDelay(Duration.ofMillis(600)).until(() -> true);
        pipe.send((byte) 1);
        assertThat(body.read(block, 0, 100)).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksCutsTheBodyShort() throws IOException {
        Body body = body(SLOW);
        pipe.breakOff();
        pipe.send((byte) 1);

        assertThatThrownBy(() -> body.read(block, 0, 100))
                .isInstanceOfSatisfying(
                        BodyFailed.class, e -> assertThat(e.reason()).isEqualTo(BodyFailed.Reason.CUT_SHORT));
    }

    @Test
    void anAnswerIsSentAsTheClientTakesIt() throws IOException {
        Sender sender = sender(SLOW);
        send(sender, "one ");
        send(sender, "two ");
        assertThat(sender.backlog()).isEqualTo(8);

        pipe.take(4);
        assertThat(pipe.taken.toString(UTF_8)).isEqualTo("one ");
        sender.end();
        assertThat(sender.isOver()).isFalse();

        pipe.take(100);
        assertThat(pipe.taken.toString(UTF_8)).isEqualTo("one two ");
        assertThat(sender.isOver()).isTrue();
        assertThat(sender.hasFailed()).isFalse();
        assertThat(patience.transfers()).isZero();
    }

    @Test
    void anAnswerThatNobodyTakesIsGivenUpOnceItIsWhole() throws IOException {
        Sender sender = sender(FAST);
        send(sender, "one");
        await("some looks").pollDelay(Duration.ofMillis(600)).until(() -> true);
        assertThat(sender.isOver()).isFalse(); // the client may still be sending

        sender.end();

        await().until(sender::isOver);
        assertThat(sender.hasFailed()).isTrue();
        assertThatThrownBy(() -> send(sender, "two")).isInstanceOf(IOException.class);
        assertThat(patience.transfers()).isZero();
    }

    @Test
    void aClientThatGoesAwayEndsTheAnswer() throws IOException {
        Sender sender = sender(SLOW);
        send(sender, "one");
        pipe.breakOff();
        pipe.take(100);

        assertThat(sender.isOver()).isTrue();
        assertThat(sender.hasFailed()).isTrue();
        assertThatThrownBy(() -> send(sender, "two")).isInstanceOf(IOException.class);
    }
}
