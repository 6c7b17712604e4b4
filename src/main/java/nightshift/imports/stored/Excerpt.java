package nightshift.imports.stored;

import nightshift.imports.Imports.Sample;
import nightshift.imports.RejectedRow;
import nightshift.imports.rows.RowMapper;

/** The rows that a dry run shows, cut short if they are large. */
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

    /** Text that is cut is no longer JSON, so it becomes a string. */
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
