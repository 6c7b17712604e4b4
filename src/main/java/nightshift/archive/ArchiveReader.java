package nightshift.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** Reads archives. Remembers what it has printed, in about 100 bytes per job, so that it prints no job twice. */
final class ArchiveReader {

    /** How far the clocks of servers may be apart. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final ArchiveOptions options;
    private final OutputStream out;
    private final Consumer<String> remarks;
    private final Set<Ended> printed = new HashSet<>();
    private long doubles;
    private boolean complete = true;

    /** A job that was retried after its end ends again. */
    private record Ended(UUID id, Instant at) {}

    /** A failure to write what was asked for, as opposed to one to read. */
    private static final class Unwritable extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        Unwritable(IOException e) {
            super(e);
        }
    }

    /** @param remarks gets a line for everything that is wrong, and at the end the number of jobs */
    ArchiveReader(ArchiveOptions options, OutputStream out, Consumer<String> remarks) {
        this.options = options;
        this.out = out;
        this.remarks = remarks;
    }

    /**
     * Prints the jobs that match.
     *
     * @return whether everything could be read
     * @throws IOException if it cannot be printed
     */
    boolean print() throws IOException {
        try {
            for (Path path : options.paths()) {
                files(path).forEach(this::file);
            }
        } catch (Unwritable e) {
            throw e.getCause();
        }
        remarks.accept(printed.size() + " jobs"
                + (doubles == 0 ? "" : "; " + doubles + " were in the archive more than once"));
        return complete;
    }

    private List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> name(file).endsWith(ArchiveFiles.NAME_END))
                    .filter(this::canFit)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            damaged(path, e);
            return List.of();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Whether a file can hold jobs that match, by the time in its name. */
    private boolean canFit(Path file) {
        String name = name(file);
        try {
            String time = name.substring(ArchiveFiles.NAME_BEGIN.length(), name.lastIndexOf('-'));
            Instant end = ArchiveFiles.TIME
                    .parse(time, Instant::from)
                    .plus(ArchiveFiles.SPAN)
                    .plus(SLACK);
            return options.from().map(end::isAfter).orElse(true);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return true;
        }
    }

    private void file(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream in =
                        new BufferedInputStream(name(file).endsWith(".gz") ? new GzipMembers(bytes) : bytes, 1 << 16)) {
            lines(in);
        } catch (EOFException e) {
            complete = false;
            // Jobs are removed from the store only when their write is complete.
            remarks.accept(
                    file + " was cut: " + e.getMessage() + "; what comes before was read. If a server crashed while it"
                            + " wrote, the missing jobs are in another file or still in Redis.");
        } catch (IOException | JacksonException e) {
            damaged(file, e);
        }
    }

    private void damaged(Path path, Exception e) {
        complete = false;
        remarks.accept(path + " cannot be read to its end: " + e);
    }

    private void lines(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
            } else {
                job(line.toByteArray());
                line.reset();
            }
        }
        if (line.size() > 0) {
            last(line.toByteArray());
        }
    }

    /** A last line without a line end is complete if a person has edited the file; otherwise it was cut. */
    private void last(byte[] line) throws EOFException {
        try {
            job(line);
        } catch (JacksonException e) {
            throw (EOFException) new EOFException("its last line is not whole").initCause(e);
        }
    }

    private void job(byte[] line) {
        ArchivedJob job = new ArchivedJob(line);
        if (!options.fits(job)) {
            return;
        }
        if (!printed.add(new Ended(job.id(), job.finishedAt()))) {
            doubles++;
            return;
        }
        try {
            out.write(options.asSubmissions() ? job.submission() : job.line());
            out.write('\n');
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }
}
