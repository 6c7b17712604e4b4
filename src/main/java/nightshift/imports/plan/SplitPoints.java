package nightshift.imports.plan;

import java.util.ArrayList;
import java.util.List;

/** Some of the starts of records of a file, spread over it: enough to cut it into parts of about the same size. */
public final class SplitPoints {

    private static final int MOST = 256;

    /** A start of a record: its offset, and the numbers of its row and line, from 1. */
    record Point(long offset, long row, long line) {}

    private final List<Point> points = new ArrayList<>(MOST);
    private long distance = 1;

    /** Call for each record, in order. */
    public void add(long offset, long row, long line) {
        if (!points.isEmpty() && offset - points.get(points.size() - 1).offset < distance) {
            return;
        }
        points.add(new Point(offset, row, line));
        if (points.size() == MOST) {
            for (int i = MOST - 1; i > 0; i -= 2) {
                points.remove(i);
            }
            distance *= 2;
            while (points.get(points.size() - 1).offset - points.get(0).offset > distance * MOST) {
                distance *= 2;
            }
        }
    }

    /**
     * Cuts the file.
     *
     * @param end  offset after the last record
     * @param most parts; fewer if there are too few records
     */
    public List<ImportPlan.Partition> cut(long end, int most) {
        List<Point> starts = new ArrayList<>();
        long begin = points.get(0).offset;
        int next = 0;
        for (int part = 0; part < most; part++) {
            long wanted = begin + (end - begin) * part / most;
            while (next < points.size() && points.get(next).offset < wanted) {
                next++;
            }
            if (next < points.size()) {
                starts.add(points.get(next++));
            }
        }
        List<ImportPlan.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Point start = starts.get(i);
            long to = i + 1 < starts.size() ? starts.get(i + 1).offset : end;
            partitions.add(new ImportPlan.Partition(start.offset, to, start.row, start.line));
        }
        return partitions;
    }
}
