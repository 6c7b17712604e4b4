package nightshift.format.filter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.format.filter.Term.Value;
import nightshift.job.JobState;

/** The states that the terms of a filter name: any of those that are asked for, and none of those that are negated. */
final class States {

    private static final List<String> NAMES =
            Stream.of(JobState.values()).map(States::name).toList();

    /** What other job systems call a state. */
    private static final Map<String, JobState> ELSEWHERE = Map.ofEntries(
            Map.entry("failed", JobState.DEAD),
            Map.entry("failure", JobState.DEAD),
            Map.entry("discarded", JobState.DEAD),
            Map.entry("canceled", JobState.CANCELLED),
            Map.entry("completed", JobState.SUCCEEDED),
            Map.entry("success", JobState.SUCCEEDED),
            Map.entry("done", JobState.SUCCEEDED),
            Map.entry("queued", JobState.READY),
            Map.entry("enqueued", JobState.READY),
            Map.entry("available", JobState.READY),
            Map.entry("pending", JobState.READY),
            Map.entry("executing", JobState.RUNNING),
            Map.entry("active", JobState.RUNNING),
            Map.entry("delayed", JobState.SCHEDULED),
            Map.entry("retryable", JobState.RETRYING));

    private final Set<JobState> anyOf = EnumSet.noneOf(JobState.class);
    private final Set<JobState> noneOf = EnumSet.noneOf(JobState.class);
    private final List<Term> terms = new ArrayList<>();

    static String name(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    void add(Term term) {
        for (Value value : term.values()) {
            String name =
                    term.exact(value, "a state is written without *. For any of several, write state:dead,retrying");
            (term.negated() ? noneOf : anyOf).add(state(term, value, name));
        }
        terms.add(term);
    }

    private static JobState state(Term term, Value value, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(JobState.values())
                .filter(state -> name(state).equals(lower))
                .findFirst()
                .orElseThrow(() -> term.wrong(
                        value,
                        "there is no such state."
                                + Optional.ofNullable(ELSEWHERE.get(lower))
                                        .map(States::name)
                                        .or(() -> Word.like(text, NAMES))
                                        .map(name -> " Did you mean " + name + "?")
                                        .orElse("")
                                + " States are " + String.join(", ", NAMES)));
    }

    /** The states; empty if no term names one. */
    Set<JobState> read() {
        if (terms.isEmpty()) {
            return Set.of();
        }
        Set<JobState> states = anyOf.isEmpty() ? EnumSet.allOf(JobState.class) : EnumSet.copyOf(anyOf);
        states.removeAll(noneOf);
        if (states.isEmpty()) {
            throw terms.get(terms.size() - 1).wrong("with the other terms, this leaves no state");
        }
        return states;
    }

    static String write(Set<JobState> states) {
        return "state:" + states.stream().sorted().map(States::name).collect(Collectors.joining(","));
    }
}
