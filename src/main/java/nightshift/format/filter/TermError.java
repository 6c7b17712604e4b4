package nightshift.format.filter;

/** A term that cannot be used. The message names its place, counting characters from 1, the term, and the remedy. */
final class TermError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    /**
     * @param from the first wrong character, counting from 0
     * @param to   the first character after it
     */
    TermError(String text, int from, int to, String what) {
        super("is wrong at " + place(from, to) + ", " + shown(text.substring(from, to)) + ": " + what);
    }

    private static String place(int from, int to) {
        return to - from <= 1 ? "character " + (from + 1) : "characters " + (from + 1) + " to " + to;
    }

    private static String shown(String wrong) {
        String visible = wrong.replaceAll("\\p{Cntrl}", "�");
        return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "…";
    }
}
