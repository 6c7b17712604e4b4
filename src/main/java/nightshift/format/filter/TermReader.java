package nightshift.format.filter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nightshift.format.filter.Term.Value;
import nightshift.store.Condition;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Number;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;
import nightshift.task.JobId;

/** Makes a filter of terms. */
final class TermReader {

    private static final int TEXT_LONGEST = 200;
    private static final Set<String> JOINS = Set.of("AND", "OR", "NOT", "&&", "||");

    private static final Map<String, Where> PLACES =
            Map.of("error", Where.ERROR, "args", Where.ARGS, "q", Where.LABELS);

    private static final List<String> NAMES = Stream.of(
                    Stream.of("state"),
                    Fields.names().stream(),
                    Stream.of(Time.values()).map(Moments::name),
                    Stream.of(Number.values()).map(Counts::name),
                    Stream.of("error", "args", "q"))
            .flatMap(names -> names)
            .toList();

    private final Moments moments;
    private final States states = new States();
    private final List<Condition> conditions = new ArrayList<>();
    /** The exact texts that a field can still have, where an earlier term names some. */
    private final Map<Field, Set<TextPattern>> possible = new HashMap<>();

    private TermReader(Instant now) {
        this.moments = new Moments(now);
    }

    /** @throws TermError if one cannot be used, or contradicts an earlier one */
    static JobFilter read(List<Term> terms, Instant now) {
        TermReader reader = new TermReader(now);
        for (Term term : terms) {
            if (reader.add(term) instanceof Matches matches) {
                reader.checkThatSomeCanMeet(term, matches);
            }
        }
        return reader.filter();
    }

    /** The same for terms that were written from a filter, even if no job meets them. */
    static JobFilter readWritten(List<Term> terms) {
        TermReader reader = new TermReader(Instant.EPOCH);
        terms.forEach(reader::add);
        return reader.filter();
    }

    private JobFilter filter() {
        return new JobFilter(states.read(), conditions);
    }

    static String name(Where where) {
        return PLACES.entrySet().stream()
                .filter(place -> place.getValue() == where)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** @return the condition that was added; null for a state */
    private Condition add(Term term) {
        String name = term.field().toLowerCase(Locale.ROOT);
        if (name.equals("state")) {
            colon(term);
            states.add(term);
            return null;
        }
        Condition condition = condition(term, name);
        conditions.add(condition);
        return condition;
    }

    private Condition condition(Term term, String name) {
        if (term.operator().isEmpty()) {
            return text(term);
        }
        if (PLACES.containsKey(name)) {
            colon(term);
            return mentions(term, PLACES.get(name));
        }
        return field(name)
                .<Condition>map(field -> Fields.read(term, field))
                .or(() -> time(name).map(time -> moments.between(term, time)))
                .or(() -> number(name).map(number -> Counts.read(term, number)))
                .orElseThrow(() -> unknown(term));
    }

    private static Optional<Field> field(String name) {
        return Stream.of(Field.values())
                .filter(field -> Fields.name(field).equals(name))
                .findFirst();
    }

    private static Optional<Time> time(String name) {
        return Stream.of(Time.values())
                .filter(time -> Moments.name(time).equals(name))
                .findFirst();
    }

    private static Optional<Number> number(String name) {
        return Stream.of(Number.values())
                .filter(number -> Counts.name(number).equals(name))
                .findFirst();
    }

    private static void colon(Term term) {
        if (!term.operator().equals(":")) {
            throw term.wrong("takes a colon: " + term.field() + ":…");
        }
    }

    private static TermError unknown(Term term) {
        return term.wrong("there is no field \"" + term.field() + "\"."
                + Word.like(term.field(), NAMES)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse("")
                + " To look for this as text, put it in quotes. Fields are " + String.join(", ", NAMES));
    }

    /** Somebody who names two queues in two terms means either of them. */
    private void checkThatSomeCanMeet(Term term, Matches matches) {
        Field field = matches.field();
        boolean names = !matches.negated()
                && matches.anyOf().stream().allMatch(pattern -> pattern.exact().isPresent());
        if (names && Fields.isSingle(field)) {
            Set<TextPattern> left = new HashSet<>(matches.anyOf());
            Optional.ofNullable(possible.put(field, left)).ifPresent(left::retainAll);
            if (left.isEmpty()) {
                throw term.wrong("a job has only one " + Fields.name(field)
                        + ", so none meets this and the earlier term. For any of several, write "
                        + Fields.name(field) + ":one,other");
            }
        }
    }

    /** A term without a field: a whole id, or text. */
    private static Condition text(Term term) {
        Value value = term.only();
        String source = term.whole().substring(value.from(), value.to());
        if (JOINS.contains(source)) {
            throw term.wrong("all terms must hold, without a word between them. For any of several values, write"
                    + " state:dead,retrying, and for none, -queue:mail");
        }
        int equals = source.indexOf('=');
        if (!value.verbatim()
                && equals > 0
                && NAMES.contains(source.substring(0, equals).toLowerCase(Locale.ROOT))) {
            throw term.wrong("a field takes a colon. Did you mean " + source.substring(0, equals) + ":"
                    + source.substring(equals + 1) + "?");
        }
        return value.pattern()
                .exact()
                .filter(text -> !value.verbatim())
                .flatMap(JobId::parse)
                .<Condition>map(id -> new Matches(Field.ID, Set.of(TextPattern.exactly(id.toString())), term.negated()))
                .orElseGet(() -> mentions(term, Where.ANYWHERE));
    }

    private static Mentions mentions(Term term, Where where) {
        Value value = term.only();
        String text = term.exact(
                value, "text is found wherever it stands, so leave the * out. To look for a *, put it in quotes");
        if (text.codePointCount(0, text.length()) > TEXT_LONGEST) {
            throw term.wrong(value, "text has at most " + TEXT_LONGEST + " characters");
        }
        return new Mentions(where, text, term.negated());
    }
}
