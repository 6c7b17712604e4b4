package nightshift.redis.find;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.search.TimeBounds;
import nightshift.store.BadTokenException;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Walks the index of all jobs, from the newest back. A token is a position in the index. */
final class IndexWalk implements IdWalk {

    private static final String TOKEN = "i";

    private final Connection redis;
    private final Keys keys;
    private final String newest;
    private final String oldest;
    private String position;
    private List<JobId> ids = List.of();
    private IndexPiece piece;

    IndexWalk(Connection redis, Keys keys, JobFilter filter, Optional<String> token) {
        this.redis = redis;
        this.keys = keys;
        TimeBounds times = TimeBounds.of(filter);
        this.newest = times.newest();
        this.oldest = times.oldest();
        this.position = token.map(IndexWalk::position).orElse("");
    }

    private static String position(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .map(t -> t.substring(TOKEN.length()))
                .filter(IndexPiece::isPosition)
                .orElseThrow(BadTokenException::new);
    }

    @Override
    public List<JobId> next(int about) {
        if (piece != null && piece.isLast()) {
            return List.of();
        }
        piece = IndexPiece.back(redis, keys, position, newest, oldest, about);
        ids = piece.ids().stream().map(id -> ShortId.read(id, 0)).toList();
        position = piece.positionAfter(ids.size());
        return ids;
    }

    @Override
    public String tokenAfter(JobId id) {
        return TOKEN + piece.positionAfter(ids.indexOf(id) + 1);
    }

    @Override
    public Optional<String> token() {
        return piece == null || piece.isLast() || ids.isEmpty() ? Optional.empty() : Optional.of(TOKEN + position);
    }

    @Override
    public Instant reachedBack() {
        return ids.get(ids.size() - 1).createdAt();
    }
}
