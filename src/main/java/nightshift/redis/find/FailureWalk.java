package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.job.Fingerprint;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.record.ShortId;
import nightshift.store.BadTokenException;
import nightshift.store.Condition.Field;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** Walks the members of a failure group. */
final class FailureWalk implements IdWalk {

    /** Members that are dead. */
    static final char DEAD = 'F';
    /** Members that are to be tried again. */
    static final char RETRYING = 'T';

    private static final String TOKEN = "f";
    private static final Set<JobState> NO_MEMBERS = Set.of(JobState.SUCCEEDED, JobState.CANCELLED, JobState.EXPIRED);

    private final MergedSets sets;
    private final List<String> keys;
    /** The last id that was given out; empty before the first. */
    private String last;

    private boolean ended;

    private FailureWalk(Connection redis, List<String> keys, String last) {
        this.sets = new MergedSets(redis, "failures");
        this.keys = keys;
        this.last = last;
    }

    /**
     * The walk, if the filter names one group.
     *
     * @throws BadTokenException if the token is of another walk
     */
    static Optional<IdWalk> of(Connection redis, Keys keys, JobFilter filter, Optional<String> token) {
        return filter.exact(Field.FAILURE)
                .map(group -> new FailureWalk(
                        redis,
                        keys(keys, filter, group),
                        token.map(FailureWalk::parse).orElse("")));
    }

    /** The sets of a group whose members a filter can mean, each as its letter, a colon and the group. */
    static List<String> sets(JobFilter filter, String group) {
        List<String> sets = new ArrayList<>();
        Set<JobState> states = filter.states();
        if (Fingerprint.parse(group).isEmpty()) {
            return sets;
        }
        if (states.isEmpty() || states.contains(JobState.DEAD)) {
            sets.add(DEAD + ":" + group);
        }
        if (states.isEmpty()
                || states.stream().anyMatch(state -> state != JobState.DEAD && !NO_MEMBERS.contains(state))) {
            sets.add(RETRYING + ":" + group);
        }
        return sets;
    }

    /** The same as keys. */
    static List<String> keys(Keys keys, JobFilter filter, String group) {
        return sets(filter, group).stream()
                .map(set -> keys.failed(set.charAt(0), group))
                .toList();
    }

    /** How many members a group has in the states of a filter. */
    static long members(Connection redis, Keys keys, JobFilter filter, String group) {
        return redis.call(
                "failures",
                j -> keys(keys, filter, group).stream().mapToLong(j::zcard).sum());
    }

    private static String parse(String token) {
        return Optional.of(token)
                .filter(t -> t.startsWith(TOKEN))
                .flatMap(t -> JobId.parse(t.substring(1)))
                .map(ShortId::text)
                .orElseThrow(BadTokenException::new);
    }

    @Override
    public List<JobId> next(int about) {
        if (ended) {
            return List.of();
        }
        MergedSets.Piece piece = sets.read(keys, last, MergedSets.Order.BACK, about);
        List<String> next = piece.shortIds();
        ended = piece.isLast();
        last = next.isEmpty() ? last : next.get(next.size() - 1);
        return next.stream().map(FailureWalk::id).toList();
    }

    private static JobId id(String shortId) {
        return ShortId.read(shortId.getBytes(ISO_8859_1), 0);
    }

    @Override
    public String tokenAfter(JobId id) {
        return TOKEN + id;
    }

    @Override
    public Optional<String> token() {
        return Stream.of(last)
                .filter(id -> !ended && !id.isEmpty())
                .map(id -> tokenAfter(id(id)))
                .findFirst();
    }

    @Override
    public Instant reachedBack() {
        return id(last).createdAt();
    }
}
