package nightshift.observe.metrics;

/** How many more series may come up while the server runs. */
final class SeriesBudget {

    private int left;

    SeriesBudget(int series) {
        this.left = series;
    }

    /** Takes as many, unless there are fewer. */
    synchronized boolean take(int series) {
        if (series > left) {
            return false;
        }
        left -= series;
        return true;
    }
}
