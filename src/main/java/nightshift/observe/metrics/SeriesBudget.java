package nightshift.observe.metrics;

/** How many more series may be added while the server runs. */
final class SeriesBudget {

    private int left;

    SeriesBudget(int series) {
        this.left = series;
    }

    /** Takes this many, unless fewer are left. */
    synchronized boolean take(int series) {
        if (series > left) {
            return false;
        }
        left -= series;
        return true;
    }
}
