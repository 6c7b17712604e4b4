package nightshift.redis.find;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the walks of the purge have learned: pieces of the index in which no job can be ripe before some time, unless a quota is exceeded
 * for which jobs of the piece count. Walks skip these pieces, so jobs that are kept for a long time are not looked at by each walk.
 *
 * <p>Everything is forgotten when the rules change, and after an hour. So what a piece cannot know, such as jobs that come back with a
 * backup, delays the end of jobs by an hour at most.
 */
final class KnownPieces {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String ANY_QUOTA = "?";

    private final Map<String, Piece> byBegin = new HashMap<>();
    private String rules = "";
    private long forgotAt;

    private record Piece(String end, long wake, Set<String> quotas) {

        boolean canHaveRipe(long now, Set<String> exceeded) {
            return now >= wake
                    || !exceeded.isEmpty() && quotas.contains(ANY_QUOTA)
                    || exceeded.stream().anyMatch(quotas::contains);
        }
    }

    /** Forgets everything that does not hold under these rules, or is too old. */
    void under(String newRules, long now) {
        if (!newRules.equals(rules) || now - forgotAt >= REMEMBERED.toMillis()) {
            byBegin.clear();
            rules = newRules;
            forgotAt = now;
        }
    }

    /** Remembers the piece between two positions. */
    void learn(String begin, PieceReport report) {
        byBegin.put(begin, new Piece(report.end(), report.wake(), report.quotas()));
    }

    /** Where the piece ends that begins at a position, if one is known. */
    Optional<String> endOf(String begin) {
        return Optional.ofNullable(byBegin.get(begin)).map(Piece::end);
    }

    /** The first position from here on at which jobs can be ripe, or from which on nothing is known. */
    String skip(String position, long now, Set<String> exceeded) {
        String at = position;
        for (Piece piece = byBegin.get(at);
                piece != null && !piece.canHaveRipe(now, exceeded);
                piece = byBegin.get(at)) {
            at = piece.end();
        }
        return at;
    }
}
