package nightshift.observe.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds out from the points of a series when something was the case. */
final class Episodes {

    private final Instant first;
    private final Instant last;
    private final Duration step;

    /**
     * For the points of a query.
     *
     * @param first point that could be there
     * @param last  point that could be there
     */
    Episodes(Instant first, Instant last, Duration step) {
        this.first = first;
        this.last = last;
        this.step = step;
    }

    /**
     * A time without a gap.
     *
     * @param began empty if there was a point at the very first time
     * @param ended empty if there was a point at the very last time
     */
    record Episode(Optional<Instant> began, Optional<Instant> ended) {}

    /** @param points in their order, at least one */
    List<Episode> of(Collection<Instant> points) {
        List<Episode> episodes = new ArrayList<>();
        Instant begin = null;
        Instant end = null;
        for (Instant point : points) {
            if (begin == null) {
                begin = point;
            } else if (point.isAfter(end.plus(step))) {
                episodes.add(episode(begin, end));
                begin = point;
            }
            end = point;
        }
        episodes.add(episode(begin, end));
        return episodes;
    }

    private Episode episode(Instant begin, Instant end) {
        return new Episode(
                Optional.of(begin).filter(time -> time.isAfter(first)),
                Optional.of(end).filter(time -> time.isBefore(last)));
    }
}
