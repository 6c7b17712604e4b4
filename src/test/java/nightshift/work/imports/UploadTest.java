package nightshift.work.imports;

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
import nightshift.bulk.FileFormat;
import nightshift.bulk.ImportRefused;
import nightshift.work.DiskRoom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

    private static final DiskRoom AMPLE = folder -> Long.MAX_VALUE;

    @TempDir
    Path folder;

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
        refused(ImportRefused.Reason.DISK_FULL, () -> upload(f -> DiskRoom.KEPT_FREE - 1, 100, OptionalLong.empty(), unread()));
        refused(ImportRefused.Reason.DISK_FULL, () -> upload(f -> DiskRoom.KEPT_FREE + 9, 100, OptionalLong.of(10), unread()));
    }

    @Test
    void aDiskThatFillsUpWhileAFileArrivesIsNotFilled() {
        AtomicLong looks = new AtomicLong();
        DiskRoom shrinking = f -> DiskRoom.KEPT_FREE + 1 - looks.getAndIncrement();

        refused(ImportRefused.Reason.DISK_FULL,
                () -> upload(shrinking, Long.MAX_VALUE, OptionalLong.empty(), stream("1\n".repeat(20 << 20))));

        assertThat(looks).hasValue(3);
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
        assertThatThrownBy(upload).isInstanceOfSatisfying(ImportRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(folder).isEmptyDirectory();
    }

    private void upload(DiskRoom room, long most, OptionalLong announced, InputStream in) throws ImportRefused, IOException {
        new Upload(folder.resolve("x.part"), room, most, announced).take(in, new SourceScan(FileFormat.NDJSON, header -> { }));
        assertThat(Files.exists(folder.resolve("x.part"))).isTrue();
    }
}
