package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Retention;
import nightshift.store.RipeJobs;

/**
 * One walk of the purge over the index. Its first call always looks at the oldest jobs, and learns from them which quotas are exceeded.
 * After that, it skips what {@link KnownPieces} rule out.
 */
final class RipeWalk {

    private static final String ALL_QUOTAS = "all";

    private final KnownPieces pieces;
    private final Retention retention;
    private String position;
    /** Where the next call stops: at the end of a known piece, so that the pieces behind it remain known. */
    private String till;

    private String quotas = ALL_QUOTAS;
    private String begin = "";
    private PieceReport last;

    RipeWalk(KnownPieces pieces, Retention retention, String position) {
        this.pieces = pieces;
        this.retention = retention;
        this.position = position;
        this.till = pieces.endOf(position).orElse("");
    }

    /** Where the next call begins. */
    String position() {
        return position;
    }

    boolean isOver() {
        return position.equals(RipeJobs.START);
    }

    /** The arguments that {@code read_rules()} of {@code retention.lua} reads, and where the call stops. */
    List<byte[]> rules() {
        return Stream.of(
                        Long.toString(retention.succeeded().toMillis()),
                        Long.toString(retention.dead().toMillis()),
                        Long.toString(retention.most()),
                        quotas,
                        till)
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    /** A call has looked at the next jobs. */
    void looked(PieceReport report) {
        pieces.under(retention + report.rules(), report.now());
        begin = position;
        last = report;
        // a quota that is exceeded only later does not count in this walk: older jobs may have been skipped
        Set<String> exceeded = report.exceeded();
        quotas = "\n" + String.join("\n", exceeded) + "\n";
        position = report.end().isEmpty() ? "" : pieces.skip(report.end(), report.now(), exceeded);
        if (position.equals(till) || !position.equals(report.end())) {
            till = "";
        }
        till = pieces.endOf(position).orElse(till);
    }

    /** The ripe jobs of the last call are gone. What it reported holds for those that are left. */
    void removed(String at) {
        if (last != null && begin.equals(at) && !last.end().isEmpty()) {
            pieces.learn(begin, last);
        }
    }
}
