package nightshift.imports.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.disk.DiskRoom;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRefused.Reason;

/**
 * A file that is being written to the disk, through a buffer. Free space is checked before the upload and again while
 * it runs, because other programs that write to the disk must not find it full. Bytes that other uploads have announced
 * count as used.
 */
public final class Upload {

    private static final Logger LOG = Logger.getLogger(Upload.class.getName());
    private static final int BUFFER = 256 * 1024;
    private static final long LOOK_EVERY = 8L << 20;

    private final Path file;
    private final DiskRoom room;
    private final long most;
    private final OptionalLong announced;
    private final UploadSlots slots;
    private final LongSupplier nanoTime;

    /**
     * An upload.
     *
     * @param file      to write; must not be there
     * @param most      bytes allowed
     * @param announced bytes that the sender announces
     * @param slots     of all uploads
     * @param nanoTime  a clock such as {@link System#nanoTime}
     */
    public Upload(
            Path file, DiskRoom room, long most, OptionalLong announced, UploadSlots slots, LongSupplier nanoTime) {
        this.file = file;
        this.room = room;
        this.most = most;
        this.announced = announced;
        this.slots = slots;
        this.nanoTime = nanoTime;
    }

    /**
     * Writes the whole file and forces it to the disk. After a failure nothing of it is left.
     *
     * @return its SHA-256 in hexadecimal digits
     */
    public String take(InputStream in, SourceScan scan) throws ImportRefused, IOException {
        if (announced.orElse(0) > most) {
            throw tooLarge();
        }
        try (UploadSlots.Slot slot = slots.take(announced.orElse(0))) {
            return take(in, scan, slot);
        }
    }

    private String take(InputStream in, SourceScan scan, UploadSlots.Slot slot) throws ImportRefused, IOException {
        requireRoom(slot);
        boolean done = false;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            String digest = copy(in, out, scan, slot);
            out.force(true);
            done = true;
            return digest;
        } catch (IOException e) {
            if (isFull(e)) {
                throw full();
            }
            throw e;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String copy(InputStream in, FileChannel out, SourceScan scan, UploadSlots.Slot slot)
            throws ImportRefused, IOException {
        byte[] buffer = new byte[BUFFER];
        MessageDigest digest = sha256();
        LeastRate rate = new LeastRate(nanoTime);
        long length = 0;
        long lookAt = LOOK_EVERY;
        for (int count = read(in, buffer, rate); count >= 0; count = read(in, buffer, rate)) {
            length += count;
            if (length > most) {
                throw tooLarge();
            }
            scan.bytes(buffer, count);
            digest.update(buffer, 0, count);
            ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            slot.written(count);
            if (length >= lookAt) {
                requireRoom(slot);
                lookAt = length + LOOK_EVERY;
            }
        }
        if (length < announced.orElse(0)) {
            throw cutShort();
        }
        scan.end();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int read(InputStream in, byte[] buffer, LeastRate rate) throws ImportRefused {
        rate.waiting();
        int count;
        try {
            count = in.read(buffer);
        } catch (IOException e) {
            throw cutShort();
        }
        if (count >= 0) {
            rate.came(count);
        }
        return count;
    }

    private void requireRoom(UploadSlots.Slot slot) throws ImportRefused, IOException {
        if (!room.has(file.getParent(), slot.toCome())) {
            throw full();
        }
    }

    /** The only sign of a full disk is the system's message. */
    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    private ImportRefused full() {
        LOG.log(Level.WARNING, () -> "A file was refused because " + file.getParent() + " has too little room");
        return new ImportRefused(
                Reason.DISK_FULL,
                "body",
                "does not fit on the disk, where " + (DiskRoom.KEPT_FREE >> 20)
                        + " MiB are kept free: send it again when there is room");
    }

    private ImportRefused tooLarge() {
        return new ImportRefused(
                Reason.TOO_LARGE,
                "body",
                "has more than " + most + " bytes (nightshift.import.max-bytes): send it in several files");
    }

    private static ImportRefused cutShort() {
        return new ImportRefused(Reason.CUT_SHORT, "body", "ended before it was whole: send it again");
    }
}
