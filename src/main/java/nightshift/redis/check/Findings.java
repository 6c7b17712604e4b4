package nightshift.redis.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nightshift.job.Invariant;
import nightshift.store.Integrity;
import nightshift.store.Integrity.Finding;

/** What a check has found so far. */
final class Findings {

    private final Map<Invariant, Finding> byKind = new EnumMap<>(Invariant.class);

    /** @param text a kind, with a {@code !} before it if it was not repaired, a blank, and what differed */
    void add(String text) {
        boolean repaired = text.charAt(0) != '!';
        int blank = text.indexOf(' ');
        add(Invariant.of(text.substring(repaired ? 0 : 1, blank)), 1, repaired, text.substring(blank + 1));
    }

    void add(Invariant kind, long count, boolean repaired, String sample) {
        byKind.merge(kind, new Finding(count, repaired ? count : 0, List.of(sample)), Findings::sum);
    }

    private static Finding sum(Finding one, Finding other) {
        List<String> samples = one.samples();
        if (samples.size() < Integrity.SAMPLES) {
            samples = new ArrayList<>(samples);
            samples.addAll(other.samples());
        }
        return new Finding(one.found() + other.found(), one.repaired() + other.repaired(), List.copyOf(samples));
    }

    Map<Invariant, Finding> byKind() {
        return Map.copyOf(byKind);
    }
}
