package nightshift.work.http;

import java.util.List;

/** HTTP statuses, written as {@code 404} or {@code 200-299}. */
record StatusRanges(List<Range> ranges) {

    static final StatusRanges DEFAULT = parse(List.of("200-299"));

    /**
     * @param texts each three digits, or two such with a hyphen between
     * @throws IllegalArgumentException if one is not, or runs backwards
     */
    static StatusRanges parse(List<String> texts) {
        return new StatusRanges(texts.stream().map(Range::parse).toList());
    }

    boolean contain(int status) {
        return ranges.stream().anyMatch(range -> range.first <= status && status <= range.last);
    }

    record Range(int first, int last) {

        Range {
            if (first < 100 || last > 599 || first > last) {
                throw new IllegalArgumentException("must be a status or a range such as 200-299");
            }
        }

        static Range parse(String text) {
            String[] ends = text.split("-", 2);
            return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }
    }
}
