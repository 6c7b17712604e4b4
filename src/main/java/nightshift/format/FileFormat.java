package nightshift.format;

import java.util.Optional;
import java.util.stream.Stream;

/** How the rows of a file are written. Always UTF-8. */
public enum FileFormat {
    /** RFC 4180: a header, then a record a row, separated by commas. */
    CSV("csv", "text/csv"),
    /** A JSON value a line. */
    NDJSON("ndjson", "application/x-ndjson");

    private final String label;
    private final String mediaType;

    FileFormat(String label, String mediaType) {
        this.label = label;
        this.mediaType = mediaType;
    }

    /** Its name to clients, and the end of names of such files. */
    public String label() {
        return label;
    }

    /** Its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The format of a label, if there is one. */
    public static Optional<FileFormat> ofLabel(String label) {
        return Stream.of(values()).filter(format -> format.label.equals(label)).findFirst();
    }
}
