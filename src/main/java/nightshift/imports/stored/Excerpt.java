package nightshift.imports.stored;

import nightshift.imports.Imports.Sample;
import nightshift.imports.RejectedRow;
import nightshift.imports.rows.RowMapper;

/** What a dry run shows of rows, each of which may be large. */
final class Excerpt {

    private static final int LONGEST = 4 * 1024;
    private static final int COLUMN_LONGEST = 500;

    private Excerpt() {}

    static RejectedRow of(RejectedRow rejected) {
        boolean cut = isTooLong(rejected.row());
        return new RejectedRow(
                rejected.line(),
                rejected.column().map(column -> begin(column, COLUMN_LONGEST)),
                rejected.reason(),
                cut ? beginning(rejected.row()) : rejected.row(),
                cut);
    }

    static Sample of(long line, String args) {
        boolean cut = isTooLong(args);
        return new Sample(line, cut ? beginning(args) : args, cut);
    }

    private static boolean isTooLong(String json) {
        return json.length() > LONGEST;
    }

    /** What is cut is JSON no more, so that it becomes a text. */
    private static String beginning(String json) {
        StringBuilder text = new StringBuilder();
        RowMapper.string(text, begin(json, LONGEST));
        return text.toString();
    }

    private static String begin(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
