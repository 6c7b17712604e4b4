package nightshift.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A Markdown page under construction. What clients have made up goes through {@link #code}, and only through it: it
 * stands in one cell or one line then, and nothing in it counts as Markdown or HTML.
 */
final class Page {

    private static final int CODE_MOST = 200;
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Controls, line breaks of all kinds, and characters that hide or turn around what follows them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+");

    private final StringBuilder text = new StringBuilder();

    /** A client's text as a code span. Backticks and vertical bars are replaced: they could end the span, or its cell. */
    static String code(String text) {
        String line =
                UNSEEN.matcher(text).replaceAll(" ").strip().replace('`', '\'').replace('|', '¦');
        return line.isEmpty() ? "" : "`" + shortened(line) + "`";
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= CODE_MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, CODE_MOST - 1)).strip() + "…";
    }

    /** @param url without anything that a client has made up */
    static String link(String label, String url) {
        return "[" + label + "](" + url + ")";
    }

    static String time(Instant time) {
        return SECOND.format(time);
    }

    /** A title of the given level. */
    Page title(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    Page paragraph(String line) {
        text.append(text.isEmpty() ? "" : "\n").append(line).append('\n');
        return this;
    }

    /**
     * A table, or a line that says that there is nothing.
     *
     * @param most how many rows to write
     */
    Page table(List<String> head, List<List<String>> rows, int most) {
        if (rows.isEmpty()) {
            return paragraph("None.");
        }
        paragraph(row(head))
                .text
                .append(row(head.stream().map(name -> "---").toList()))
                .append('\n');
        rows.stream().limit(most).forEach(row -> text.append(row(row)).append('\n'));
        return rows.size() > most ? paragraph("And " + (rows.size() - most) + " more, which are left out.") : this;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
