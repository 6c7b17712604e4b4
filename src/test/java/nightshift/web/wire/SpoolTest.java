package nightshift.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpoolTest {

    private final Spool.Shared shared = new Spool.Shared(500);

    private static void take(Spool spool, ByteArrayOutputStream out, long most) throws IOException {
        for (long left = most; left > 0 && spool.size() > 0; ) {
            byte[] bytes = spool.take();
            out.write(bytes);
            left -= bytes.length;
        }
    }

    @Test
    void bytesComeOutInTheirOrderWhereverTheyWereKept() throws IOException {
        Random random = new Random(7);
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Spool spool = new Spool(1000, shared)) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = new byte[random.nextInt(400)];
                random.nextBytes(bytes);
                in.write(bytes);
                spool.add(bytes, 0, bytes.length);
                if (random.nextInt(3) == 0) {
                    take(spool, out, random.nextInt(2000));
                }
            }
            assertThat(spool.size()).isEqualTo(in.size() - out.size());
            take(spool, out, Long.MAX_VALUE);
        }
        assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
        assertThat(shared.free()).isEqualTo(500);
    }

    @Test
    void freeMemoryIsSharedByThoseThatNeedMore() throws IOException {
        Spool one = new Spool(100, shared);
        Spool other = new Spool(100, shared);
        for (int i = 0; i < 5; i++) {
            one.add(new byte[100], 0, 100);
        }
        assertThat(shared.free()).isEqualTo(100);
        other.add(new byte[300], 0, 300);
        assertThat(shared.free()).as("what does not fit goes to a file").isEqualTo(100);

        one.take();
        one.take();
        assertThat(shared.free()).isEqualTo(300);
        one.close();
        assertThat(shared.free()).isEqualTo(500);
        other.close();
        assertThat(shared.free()).isEqualTo(500);
    }

    @Test
    void anEmptySpoolGivesNothing() throws IOException {
        try (Spool spool = new Spool(10, shared)) {
            assertThat(spool.size()).isZero();
            spool.add(new byte[20], 0, 20);
            assertThat(spool.take()).hasSize(20);
            assertThat(spool.size()).isZero();
        }
    }
}
