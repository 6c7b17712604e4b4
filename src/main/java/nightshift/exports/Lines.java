package nightshift.exports;

import java.io.ByteArrayOutputStream;
import java.util.List;
import nightshift.format.FileFormat;
import nightshift.format.JobJson;
import nightshift.job.Job;

/** Jobs as the lines of a file, in UTF-8. */
interface Lines {

    /** What a file begins with. */
    byte[] header();

    /** The lines of some jobs. */
    byte[] of(List<Job> jobs);

    /** The lines of a format. */
    static Lines in(FileFormat format) {
        return switch (format) {
            case CSV -> new CsvLines();
            case NDJSON -> new JsonLines();
        };
    }

    /** A job as the API shows it, on each line. */
    final class JsonLines implements Lines {

        @Override
        public byte[] header() {
            return new byte[0];
        }

        @Override
        public byte[] of(List<Job> jobs) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            jobs.forEach(job -> lines.writeBytes(JobJson.line(job)));
            return lines.toByteArray();
        }
    }
}
