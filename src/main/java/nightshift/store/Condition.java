package nightshift.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.job.Attempt;
import nightshift.job.Failure;
import nightshift.job.JobState;
import nightshift.job.JobSummary;

/** One thing that a {@link JobFilter} asks of a job. */
public sealed interface Condition {

    /** What a job has as texts that are compared as a whole. */
    enum Field {
        /** The queue. */
        QUEUE,
        /** The task. */
        TASK,
        /** The tags, of which a job has any number. */
        TAG,
        /** The key within the queue. */
        KEY,
        /** The host that the job calls, in lower case, with its port unless that is the usual one. */
        HOST,
        /** The schedule that submitted it. */
        SCHEDULE,
        /** The failure group, by its fingerprint in lower case. */
        FAILURE,
        /** The id. */
        ID
    }

    /** A time of a job. */
    enum Time {
        /** When the store accepted it. */
        CREATED,
        /** When it came into its final state; jobs in other states do not have it. */
        ENDED
    }

    /** A number of a job. */
    enum Number {
        /** The number of the latest attempt; 0 before the first. */
        ATTEMPTS,
        /** From 1, which runs first, to 9. */
        PRIORITY
    }

    /** Where a text is looked for. */
    enum Where {
        /** In what {@link #LABELS} names, and in the args. */
        ANYWHERE,
        /** In the id as {@link Field#ID} is compared, in the tags, and in the failure. */
        LABELS,
        /** In the type and the message of the failure of the latest attempt, unless the job has succeeded. */
        ERROR,
        /** In the args, as they were submitted or with the escapes of JSON resolved. */
        ARGS
    }

    /**
     * Whether a job meets the condition.
     *
     * @param args the JSON text of its args; asked for only if {@link #readsArgs}
     */
    boolean fits(JobSummary job, Supplier<String> args);

    /** Whether the condition can only be decided by looking into the args. */
    default boolean readsArgs() {
        return false;
    }

    /**
     * One of these patterns fits the field or, if negated, none does. {@code HOST}, {@code FAILURE} and {@code ID} ignore case.
     * An {@code ID} pattern without a gap is a part of the id: the beginning or, from 6 characters on, any part, with or
     * without the hyphens.
     *
     * @param field   what is compared
     * @param anyOf   the patterns
     * @param negated whether none of them may fit
     */
    record Matches(Field field, Set<TextPattern> anyOf, boolean negated) implements Condition {

        private static final Set<Field> IGNORES_CASE = Set.of(Field.HOST, Field.FAILURE, Field.ID);

        /** The same condition with everything copied. */
        public Matches {
            anyOf = IGNORES_CASE.contains(field)
                    ? anyOf.stream().map(TextPattern::lowerCase).collect(Collectors.toUnmodifiableSet())
                    : Set.copyOf(anyOf);
        }

        /** The field is this text, or is one of several texts that are. */
        public static Matches exactly(Field field, String text) {
            return new Matches(field, Set.of(TextPattern.exactly(text)), false);
        }

        /** The only text that the field can have; empty if there are several, or if it is negated. */
        public Optional<String> exact() {
            return negated || anyOf.size() != 1
                    ? Optional.empty()
                    : anyOf.iterator().next().exact();
        }

        /** Whether these texts, which are all that the field has, meet the condition. */
        public boolean fits(Collection<String> texts) {
            return texts.stream().anyMatch(text -> anyOf.stream().anyMatch(pattern -> fits(pattern, text))) != negated;
        }

        private boolean fits(TextPattern pattern, String text) {
            if (field != Field.ID) {
                return pattern.fits(text);
            }
            return pattern.exact()
                    .map(part -> IdPart.isIn(text, part))
                    .orElseGet(() -> pattern.fits(text) || pattern.fits(text.replace("-", "")));
        }

        @Override
        public boolean fits(JobSummary job, Supplier<String> args) {
            return fits(texts(job));
        }

        private List<String> texts(JobSummary job) {
            return switch (field) {
                case QUEUE -> List.of(job.queue().value());
                case TASK -> List.of(job.task().value());
                case TAG -> job.tags();
                case KEY -> job.options().key().map(Object::toString).stream().toList();
                case HOST ->
                    job.options().destination().map(Object::toString).stream().toList();
                case SCHEDULE -> job.options().schedule().stream().toList();
                case FAILURE ->
                    job.failureGroup().map(Object::toString).stream().toList();
                case ID -> List.of(job.id().toString());
            };
        }
    }

    /**
     * A time lies between two others.
     *
     * @param time   which one
     * @param from   the earliest; empty for no bound
     * @param before the first that is too late; empty for no bound
     */
    record Between(Time time, Optional<Instant> from, Optional<Instant> before) implements Condition {

        @Override
        public boolean fits(JobSummary job, Supplier<String> args) {
            return switch (time) {
                case CREATED -> fits(job.createdAt());
                case ENDED -> job.state().isFinal() && fits(job.stateAt());
            };
        }

        /** Whether a time that a job has meets the condition. */
        public boolean fits(Instant instant) {
            return from.map(bound -> !instant.isBefore(bound)).orElse(true)
                    && before.map(instant::isBefore).orElse(true);
        }
    }

    /**
     * A number lies in a range; none does if {@code from} is above {@code to}.
     *
     * @param of   which number
     * @param from the least
     * @param to   the most; {@link Integer#MAX_VALUE} for no bound
     */
    record Count(Number of, int from, int to) implements Condition {

        @Override
        public boolean fits(JobSummary job, Supplier<String> args) {
            return fits(
                    switch (of) {
                        case ATTEMPTS -> job.attempt();
                        case PRIORITY -> job.priority();
                    });
        }

        /** Whether a number meets the condition. */
        public boolean fits(int number) {
            return number >= from && number <= to;
        }
    }

    /**
     * A text stands somewhere or, if negated, does not; case is ignored.
     *
     * @param where   where to look
     * @param text    at least one character
     * @param negated whether it must not stand there
     */
    record Mentions(Where where, String text, boolean negated) implements Condition {

        @Override
        public boolean readsArgs() {
            return where == Where.ANYWHERE || where == Where.ARGS;
        }

        @Override
        public boolean fits(JobSummary job, Supplier<String> args) {
            String wanted = text.toLowerCase(Locale.ROOT);
            boolean found = switch (where) {
                case ANYWHERE -> inLabels(job, wanted) || ArgsText.mentions(args.get(), wanted);
                case LABELS -> inLabels(job, wanted);
                case ERROR -> inError(job, wanted);
                case ARGS -> ArgsText.mentions(args.get(), wanted);
            };
            return found != negated;
        }

        private static boolean inLabels(JobSummary job, String wanted) {
            return IdPart.isIn(job.id().toString(), wanted)
                    || job.tags().stream().anyMatch(tag -> ArgsText.contains(tag, wanted))
                    || inError(job, wanted);
        }

        private static boolean inError(JobSummary job, String wanted) {
            Optional<Failure> failure = job.state() == JobState.SUCCEEDED
                    ? Optional.empty()
                    : job.lastAttempt().flatMap(Attempt::failure);
            return failure.stream()
                    .flatMap(each -> Stream.of(each.type(), each.message()))
                    .anyMatch(each -> ArgsText.contains(each, wanted));
        }
    }
}
