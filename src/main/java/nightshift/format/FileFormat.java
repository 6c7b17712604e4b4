package nightshift.format;

import java.util.Optional;
import java.util.stream.Stream;

/** How the rows of a file are written. Always UTF-8. */
public enum FileFormat {
    /** RFC 4180: a header, then one record per row, with commas between the cells. */
    CSV("csv", "text/csv"),
    /** One JSON value per line. */
    NDJSON("ndjson", "application/x-ndjson");

    private final String label;
    private final String mediaType;

    FileFormat(String label, String mediaType) {
        this.label = label;
        this.mediaType = mediaType;
    }

    /** The name that clients use, and the extension of file names. */
    public String label() {
        return label;
    }

    /** Its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The format with this label, if there is one. */
    public static Optional<FileFormat> ofLabel(String label) {
        return Stream.of(values()).filter(format -> format.label.equals(label)).findFirst();
    }
}
