package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a script has learned about a piece of the index, as {@code report()} of {@code retention.lua} answers it.
 *
 * @param end      where the walk continues; empty if nothing follows
 * @param now      the time in ms
 * @param wake     the time in ms before which no job that stays is ripe by its age
 * @param quotas   the quotas for which jobs that stay count
 * @param exceeded the quotas that are exceeded
 * @param rules    text that changes with the rules
 */
record PieceReport(String end, long now, long wake, Set<String> quotas, Set<String> exceeded, String rules) {

    /**
     * The report in a script's answer.
     *
     * @param end    the position that the answer begins with
     * @param report the part of the answer that {@code report()} makes
     */
    static PieceReport read(Object end, Object report) {
        List<?> parts = (List<?>) report;
        return new PieceReport(
                text(end),
                (Long) parts.get(0),
                (Long) parts.get(1),
                lines(text(parts.get(2))),
                lines(text(parts.get(3))),
                text(parts.get(4)));
    }

    private static Set<String> lines(String text) {
        return text.lines().collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
