package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.JobState;
import nightshift.job.JobSummary;
import nightshift.store.JobFilter;

/** Applies a filter: scripts compare state, queue and task; the rest is compared here. */
record Fitting(JobFilter filter) {

    private static final int ID_PART = 6;

    /** The three arguments of {@code pick.lua}. */
    List<byte[]> args() {
        StringBuilder states = new StringBuilder();
        filter.states().forEach(state -> states.append(state.code()));
        return List.of(
                states.toString().getBytes(ISO_8859_1),
                filter.queue().map(Object::toString).orElse("").getBytes(UTF_8),
                filter.task().map(Object::toString).orElse("").getBytes(UTF_8));
    }

    /** Whether a job that a script has picked meets the remaining conditions. */
    boolean fits(JobSummary job) {
        return filter.tag().map(job.tags()::contains).orElse(true)
                && filter.createdAfter()
                        .map(time -> !job.createdAt().isBefore(time))
                        .orElse(true)
                && filter.createdBefore().map(job.createdAt()::isBefore).orElse(true)
                && filter.text().map(text -> mentions(job, text)).orElse(true);
    }

    private static boolean mentions(JobSummary job, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Optional<Failure> failure = job.state() == JobState.SUCCEEDED
                ? Optional.empty()
                : job.lastAttempt().flatMap(Attempt::failure);
        return isPartOfId(job.id().toString(), wanted)
                || job.tags().stream().anyMatch(tag -> contains(tag, wanted))
                || failure.map(f -> contains(f.type(), wanted) || contains(f.message(), wanted))
                        .orElse(false);
    }

    /** Shorter parts than this would be found in far too many ids, so those have to be the beginning. */
    private static boolean isPartOfId(String id, String wanted) {
        return wanted.length() < ID_PART
                ? id.startsWith(wanted)
                : id.contains(wanted) || id.replace("-", "").contains(wanted);
    }

    private static boolean contains(String text, String lowerCase) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
