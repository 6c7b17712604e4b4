package nightshift.format.filter;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.format.filter.Term.Value;
import nightshift.job.Fingerprint;
import nightshift.job.JobKey;
import nightshift.job.Limits;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.TextPattern;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** Reads which texts a field of a job may have. */
final class Fields {

    /** Every job has these, so any text at all would be every job. */
    private static final Set<Field> ALWAYS = Set.of(Field.QUEUE, Field.TASK, Field.ID);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");
    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9._:-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]*");
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f-]*");
    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern TAG = Pattern.compile("(?s).{0," + Limits.TAG_LENGTH + "}");

    private Fields() {}

    static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    static Matches read(Term term, Field field) {
        if (!term.operator().equals(":")) {
            throw term.wrong("takes a colon, such as " + name(field) + ":" + example(field));
        }
        Set<TextPattern> anyOf =
                term.values().stream().map(value -> pattern(term, value, field)).collect(Collectors.toSet());
        return new Matches(field, anyOf, term.negated());
    }

    private static String example(Field field) {
        return switch (field) {
            case QUEUE -> "mail or queue:mail*";
            case TASK -> "http.request";
            case TAG -> "tenant=7";
            case KEY -> "acme";
            case HOST -> "api.example.com";
            case SCHEDULE -> "nightly";
            case FAILURE -> "0f3a9c55d1e27b84";
            case ID -> "01a22c9a";
        };
    }

    private static TextPattern pattern(Term term, Value value, Field field) {
        TextPattern pattern = value.pattern();
        if (ALWAYS.contains(field) && pattern.pieces().stream().allMatch(String::isEmpty)) {
            throw term.wrong(value, "every job has this, so leave the term out, or write more than *");
        }
        switch (field) {
            case QUEUE -> name(term, value, NAME, QueueName::new, "a queue's name has A-Z a-z 0-9 . _ - only");
            case TASK -> name(term, value, TASK, TaskName::new, "a task's name has A-Z a-z 0-9 . _ : - only");
            case SCHEDULE -> name(term, value, NAME, QueueName::new, "a schedule's name has A-Z a-z 0-9 . _ - only");
            case HOST ->
                check(
                        term,
                        value,
                        HOST,
                        "a host is written without https:// and without a path, such as api.example.com");
            case ID -> check(term, value, ID, "an id has 0-9, a-f and hyphens only");
            case KEY -> name(term, value, ANY, JobKey::new, "");
            case TAG -> check(term, value, TAG, "a tag has at most " + Limits.TAG_LENGTH + " characters");
            case FAILURE -> {
                if (pattern.exact().flatMap(Fingerprint::parse).isEmpty()) {
                    throw term.wrong(value, "a failure group is written as its 16 hexadecimal digits, without *");
                }
            }
        }
        return pattern;
    }

    private static void name(Term term, Value value, Pattern piece, Function<String, ?> whole, String otherwise) {
        check(term, value, piece, otherwise);
        value.pattern().exact().ifPresent(text -> {
            try {
                whole.apply(text);
            } catch (IllegalArgumentException e) {
                throw term.wrong(value, e.getMessage());
            }
        });
    }

    private static void check(Term term, Value value, Pattern piece, String otherwise) {
        if (!value.pattern().pieces().stream()
                .allMatch(text -> piece.matcher(text).matches())) {
            throw term.wrong(value, otherwise);
        }
    }

    /** Whether a job has one such text at most, so that it cannot be two different ones. */
    static boolean isSingle(Field field) {
        return field != Field.TAG && field != Field.ID;
    }

    static List<String> names() {
        return Stream.of(Field.values()).map(Fields::name).toList();
    }
}
