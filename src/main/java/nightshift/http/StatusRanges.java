package nightshift.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP statuses, written as {@code 404} or {@code 200-299}. */
record StatusRanges(List<Range> ranges) {

    static final StatusRanges DEFAULT = parse(List.of("200-299"));

    /**
     * @param texts each three digits, or two of these with a hyphen between them
     * @throws IllegalArgumentException if one is not, or runs backwards
     */
    static StatusRanges parse(List<String> texts) {
        return new StatusRanges(texts.stream().map(Range::parse).toList());
    }

    boolean contain(int status) {
        return ranges.stream().anyMatch(range -> range.first <= status && status <= range.last);
    }

    record Range(int first, int last) {

        private static final Pattern TEXT = Pattern.compile("([1-9]\\d\\d)(?:-([1-9]\\d\\d))?");

        static Range parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (matcher.matches()) {
                int first = Integer.parseInt(matcher.group(1));
                int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
                if (first <= last) {
                    return new Range(first, last);
                }
            }
            throw new IllegalArgumentException("must be a status such as 404, or a range such as 200-299");
        }
    }
}
