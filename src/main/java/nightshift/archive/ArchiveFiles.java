package nightshift.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import nightshift.disk.DiskRoom;
import nightshift.format.JobJson;
import nightshift.job.Job;

/**
 * The files of one server, written one after another. Each is a series of gzip members, so it is a valid gzip file at
 * any time. A crash can damage only the last member, whose jobs have not been removed yet.
 */
final class ArchiveFiles {

    /** How long jobs are added to a file. */
    static final Duration SPAN = Duration.ofHours(1);

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    static final String NAME_BEGIN = "jobs-";
    static final String NAME_END = ".ndjson.gz";

    private final ArchiveConfig config;
    private final String worker;
    private final Clock clock;
    private final DiskRoom room;
    private Open open;

    /** The file that jobs are added to, as long as every write to it succeeded. */
    private record Open(Path path, Instant since, long bytes) {}

    /** @param worker id of this server's worker: no other writes files with this name */
    ArchiveFiles(ArchiveConfig config, String worker, Clock clock, DiskRoom room) {
        this.config = config;
        this.worker = worker;
        this.clock = clock;
        this.room = room;
    }

    /** Throws if it is clear that jobs cannot be written now. */
    void check() throws IOException {
        if (!Files.isDirectory(config.dir())) {
            throw new NotDirectoryException(config.dir().toString());
        }
    }

    /**
     * Adds jobs. They are on the disk when this returns.
     *
     * @return how many bytes they take
     */
    long write(List<Job> jobs) throws IOException {
        byte[] member = gzip(jobs);
        if (!room.has(config.dir(), member.length)) {
            throw new FileSystemException(
                    config.dir().toString(),
                    null,
                    "there is no room for " + member.length + " more bytes, where " + (DiskRoom.KEPT_FREE >> 20)
                            + " MiB are kept free");
        }
        Open file = open != null && isFit(open) ? open : create();
        open = null; // a write that failed midway may leave an unreadable end: add nothing to this file
        try {
            append(file.path, member);
        } catch (IOException e) {
            if (file.bytes == 0) {
                deleteNew(file.path, e);
            }
            throw e;
        }
        // the file may have been removed while it was open
        long bytes = file.bytes + member.length;
        if (Files.size(file.path) != bytes) {
            throw new IOException(file.path + " was changed by another program");
        }
        open = new Open(file.path, file.since, bytes);
        return member.length;
    }

    private static void append(Path path, byte[] member) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(member);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** No job in it counts. Otherwise each attempt would leave an incomplete file behind. */
    private static void deleteNew(Path path, IOException why) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private boolean isFit(Open file) throws IOException {
        return file.bytes < config.fileBytes()
                && file.since.plus(SPAN).isAfter(clock.instant())
                && Files.exists(file.path)
                && Files.size(file.path) == file.bytes;
    }

    private Open create() throws IOException {
        Instant now = clock.instant();
        for (Instant name = now; ; name = name.plusMillis(1)) {
            Path path = config.dir().resolve(NAME_BEGIN + TIME.format(name) + "-" + worker + NAME_END);
            try {
                Files.createFile(path);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            try (FileChannel folder = FileChannel.open(config.dir())) {
                folder.force(true);
            } catch (IOException e) {
                deleteNew(path, e);
                throw e;
            }
            return new Open(path, now, 0);
        }
    }

    private static byte[] gzip(List<Job> jobs) {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (OutputStream lines = new GZIPOutputStream(member)) {
            for (Job job : jobs) {
                lines.write(JobJson.line(job));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return member.toByteArray();
    }
}
