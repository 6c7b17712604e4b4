package nightshift.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import nightshift.task.AttemptFailed.Remedy;
import org.junit.jupiter.api.Test;

class AttemptFailedTest {

    @Test
    void saysWhatHappensNext() {
        IOException cause = new IOException("reset");

        AttemptFailed usual = AttemptFailed.retryable("smtp-reset", "the connection was reset", cause);
        assertThat(usual).hasMessage("the connection was reset").hasCause(cause);
        assertThat(usual.type()).isEqualTo("smtp-reset");
        assertThat(usual.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(usual.retryAfter()).isEmpty();

        AttemptFailed later = AttemptFailed.retryAfter(Duration.ofMinutes(2), "smtp-busy", "try later");
        assertThat(later.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(later.retryAfter()).contains(Duration.ofMinutes(2));

        assertThat(AttemptFailed.permanent("smtp-refused", "no such mailbox", null)
                        .remedy())
                .isEqualTo(Remedy.NONE);
    }

    /** Exceptions cross class loaders and logs by serialization. */
    @Test
    void survivesSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(AttemptFailed.retryAfter(Duration.ofSeconds(1), "busy", "try later"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            AttemptFailed read = (AttemptFailed) in.readObject();
            assertThat(read.type()).isEqualTo("busy");
            assertThat(read.retryAfter()).isEmpty();
        }
    }
}
