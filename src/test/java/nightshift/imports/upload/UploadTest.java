package nightshift.imports.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.disk.DiskRoom;
import nightshift.format.FileFormat;
import nightshift.imports.ImportRefused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

    private static final DiskRoom AMPLE = folder -> Long.MAX_VALUE;

    @TempDir
    Path folder;

    private final AtomicLong time = new AtomicLong();
    private final UploadSlots slots = new UploadSlots(2);

    @Test
    void aFileIsWrittenByteForByte() throws Exception {
        String text = "{\"a\":\"é\"}\r\n\n1\n".repeat(100_000);

        upload(AMPLE, Long.MAX_VALUE, OptionalLong.of(text.getBytes(UTF_8).length), stream(text));

        assertThat(folder.resolve("x.part")).hasContent(text);
    }

    @Test
    void ofAFileThatIsRefusedNothingIsLeft() {
        refused(ImportRefused.Reason.UNFIT, () -> upload(AMPLE, 100, OptionalLong.empty(), stream("")));
        refused(ImportRefused.Reason.TOO_LARGE, () -> upload(AMPLE, 3, OptionalLong.empty(), stream("12\n3")));
        refused(ImportRefused.Reason.TOO_LARGE, () -> upload(AMPLE, 3, OptionalLong.of(4), unread()));
        refused(ImportRefused.Reason.CUT_SHORT, () -> upload(AMPLE, 100, OptionalLong.of(10), stream("1\n2\n")));
        refused(ImportRefused.Reason.CUT_SHORT, () -> upload(AMPLE, 100, OptionalLong.of(10), brokenOff()));
    }

    @Test
    void aDiskWithoutRoomIsLeftAlone() {
        refused(
                ImportRefused.Reason.DISK_FULL,
                () -> upload(f -> DiskRoom.KEPT_FREE - 1, 100, OptionalLong.empty(), unread()));
        refused(
                ImportRefused.Reason.DISK_FULL,
                () -> upload(f -> DiskRoom.KEPT_FREE + 9, 100, OptionalLong.of(10), unread()));
    }

    @Test
    void aDiskThatFillsUpWhileAFileArrivesIsNotFilled() {
        AtomicLong looks = new AtomicLong();
        DiskRoom shrinking = f -> DiskRoom.KEPT_FREE + 1 - looks.getAndIncrement();

        refused(
                ImportRefused.Reason.DISK_FULL,
                () -> upload(shrinking, Long.MAX_VALUE, OptionalLong.empty(), stream("1\n".repeat(20 << 20))));

        assertThat(looks).hasValue(3);
    }

    @Test
    void whoHardlySendsIsRefusedAfterAMinute() throws Exception {
        AtomicLong reads = new AtomicLong();

        refused(
                ImportRefused.Reason.TOO_SLOW,
                () -> upload(AMPLE, 1 << 20, OptionalLong.empty(), every(29, "1", reads)));

        assertThat(reads).hasValue(3);
    }

    @Test
    void whoIsSlowButSendsIsHeardToTheEnd() throws Exception {
        AtomicLong reads = new AtomicLong();
        String kib = "1".repeat(1023) + "\n";

        upload(AMPLE, 1 << 20, OptionalLong.empty(), limited(every(1, kib, reads), 200));

        assertThat(Files.size(folder.resolve("x.part"))).isEqualTo(200 * 1024);
        Files.delete(folder.resolve("x.part"));
        refused(
                ImportRefused.Reason.TOO_SLOW,
                () -> upload(
                        AMPLE,
                        1 << 20,
                        OptionalLong.empty(),
                        new SequenceInputStream(limited(every(1, kib, reads), 70), every(1, "1\n", reads))));
    }

    @Test
    void noMoreFilesThanAllowedAreTakenAtOnce() throws Exception {
        UploadSlots.Slot other = slots.take(0);
        slots.take(0);
        refused(ImportRefused.Reason.TOO_MANY, () -> upload(AMPLE, 100, OptionalLong.empty(), unread()));

        other.close();
        upload(AMPLE, 100, OptionalLong.empty(), stream("1\n"));
        Files.delete(folder.resolve("x.part"));
        refused(ImportRefused.Reason.UNFIT, () -> upload(AMPLE, 100, OptionalLong.empty(), stream("")));
        upload(AMPLE, 100, OptionalLong.empty(), stream("1\n"));
    }

    @Test
    void whatAnotherFileWillTakeIsNoRoom() throws Exception {
        DiskRoom room = f -> DiskRoom.KEPT_FREE + 100;
        UploadSlots.Slot other = slots.take(96);
        refused(ImportRefused.Reason.DISK_FULL, () -> upload(room, 100, OptionalLong.of(5), unread()));

        other.written(50);
        upload(room, 100, OptionalLong.of(4), stream("1\n2\n"));
        Files.delete(folder.resolve("x.part"));
        other.close();
        upload(room, 100, OptionalLong.of(100), stream("1".repeat(100)));
    }

    /** Sends the same at every read, after some seconds. */
    private InputStream every(long seconds, String text, AtomicLong reads) {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it is read in pieces");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (reads.incrementAndGet() > 100_000) {
                    throw new AssertionError("it is read for ever");
                }
                time.addAndGet(seconds * 1_000_000_000L);
                System.arraycopy(text.getBytes(UTF_8), 0, bytes, offset, text.length());
                return text.length();
            }
        };
    }

    /** Ends after some reads. */
    private static InputStream limited(InputStream endless, int reads) {
        return new InputStream() {
            private int left = reads;

            @Override
            public int read() {
                throw new AssertionError("it is read in pieces");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return left-- > 0 ? endless.read(bytes, offset, length) : -1;
            }
        };
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream unread() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nothing of it shall be read");
            }
        };
    }

    private static InputStream brokenOff() {
        return new SequenceInputStream(stream("1\n2\n"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
    }

    private void refused(ImportRefused.Reason reason, ThrowingCallable upload) {
        assertThatThrownBy(upload)
                .isInstanceOfSatisfying(
                        ImportRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(folder).isEmptyDirectory();
    }

    private void upload(DiskRoom room, long most, OptionalLong announced, InputStream in)
            throws ImportRefused, IOException {
        new Upload(folder.resolve("x.part"), room, most, announced, slots, time::get)
                .take(in, new SourceScan(FileFormat.NDJSON, header -> {}));
        assertThat(Files.exists(folder.resolve("x.part"))).isTrue();
    }
}
