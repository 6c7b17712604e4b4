package nightshift.work.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
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
import nightshift.job.Job;
import nightshift.json.JobJson;

/**
 * The files of one server, one after the other. Each is a row of gzip members, which is a gzip file whenever it is looked at:
 * a crash can only spoil the last member, whose jobs have not been removed then.
 */
final class ArchiveFiles {

    /** For how long a file is added to. */
    static final Duration SPAN = Duration.ofHours(1);

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    static final String NAME_BEGIN = "jobs-";
    static final String NAME_END = ".ndjson.gz";

    private final ArchiveConfig config;
    private final String worker;
    private final Clock clock;
    private Open open;

    /** The file that is added to, as long as all went well with it. */
    private record Open(Path path, Instant since, long bytes) {
    }

    /** @param worker id of this server's worker: no other writes files with this name */
    ArchiveFiles(ArchiveConfig config, String worker, Clock clock) {
        this.config = config;
        this.worker = worker;
        this.clock = clock;
    }

    /** Throws if it is plain that jobs could not be written now. */
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
        Open file = open != null && isFit(open) ? open : create();
        open = null; // of what fails in its middle, the end may not be readable: nothing is added to it
        try (FileChannel channel = FileChannel.open(file.path, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(member);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        // somebody may have taken the file away while it was open
        long bytes = file.bytes + member.length;
        if (Files.size(file.path) != bytes) {
            throw new IOException(file.path + " was changed by somebody else");
        }
        open = new Open(file.path, file.since, bytes);
        return member.length;
    }

    private boolean isFit(Open file) throws IOException {
        return file.bytes < config.fileBytes() && file.since.plus(SPAN).isAfter(clock.instant())
                && Files.exists(file.path) && Files.size(file.path) == file.bytes;
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
