package nightshift.mutation;

/**
 * A script with one guard changed.
 *
 * @param file        name of the file without its ending
 * @param number      within the file
 * @param condition   number of the condition within the file that the guard belongs to; -1 if it belongs to none
 * @param script      the file as it is
 * @param from        where the guard begins
 * @param to          where it ends
 * @param replacement what stands there instead
 */
record Mutant(String file, int number, int condition, String script, int from, int to, String replacement) {

    /** The file as it is in this mutant. */
    String text() {
        return script.substring(0, from) + replacement + script.substring(to);
    }

    int line() {
        return 1
                + (int) script.substring(0, from).chars().filter(c -> c == '\n').count();
    }

    /** The changed line as it was. */
    String original() {
        int begin = script.lastIndexOf('\n', from) + 1;
        int end = script.indexOf('\n', from);
        return script.substring(begin, end < 0 ? script.length() : end).strip();
    }

    /** What has changed, in one line. */
    String change() {
        String before = script.substring(from, to).replaceAll("\\s+", " ");
        return replacement.startsWith("not (")
                ? "not (" + before + ")"
                : before + " → " + (replacement.isEmpty() ? "nothing" : replacement);
    }

    String name() {
        return file + "." + number;
    }
}
