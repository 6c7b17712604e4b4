package nightshift.failure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what jobs that failed have in common, compared with jobs that succeeded. It says nothing unless a trait stands out: it must be
 * much more frequent among those that failed, by more than chance could do among as many traits.
 */
final class Commonalities {

    /** With fewer jobs, nothing can stand out. */
    private static final int JOBS_LEAST = 5;

    private static final double SHARE_LEAST = 0.3;
    private static final double LIFT_LEAST = 1.5;
    private static final double DIFFERENCE_LEAST = 0.15;
    /** How often, of all comparisons of jobs that failed at random, chance may make one trait stand out. */
    private static final double CHANCE_MOST = 0.01;
    /** Traits say the same if this share of the jobs with one of them has both. */
    private static final double SAME = 0.95;

    private static final int SUGGESTIONS_MOST = 5;

    private final List<Set<Trait>> failed;
    private final List<Set<Trait>> succeeded;
    private double chanceMost;

    private Commonalities(List<Set<Trait>> failed, List<Set<Trait>> succeeded) {
        this.failed = failed;
        this.succeeded = succeeded;
    }

    /**
     * What stands out, the most telling first; empty if nothing does.
     *
     * @param failed    the traits of each job that failed
     * @param succeeded the traits of each job that succeeded
     */
    public static List<Common> of(List<Set<Trait>> failed, List<Set<Trait>> succeeded) {
        return failed.size() < JOBS_LEAST || succeeded.size() < JOBS_LEAST
                ? List.of()
                : new Commonalities(failed, succeeded).find();
    }

    /**
     * A trait, with the jobs that have it.
     *
     * @param jobs first those that failed, then those that succeeded
     */
    private record Candidate(Trait trait, BitSet jobs, Contrast contrast, double weight) {}

    private List<Common> find() {
        List<Candidate> candidates = candidates();
        List<Common> found = new ArrayList<>();
        List<Candidate> chosen = new ArrayList<>();
        while (!candidates.isEmpty() && found.size() < SUGGESTIONS_MOST) {
            Candidate first = candidates.get(0);
            List<Candidate> same = candidates.stream()
                    .filter(each -> likeness(first.jobs, each.jobs) >= SAME)
                    .sorted(Comparator.comparing(each -> each.trait.kind()))
                    .toList();
            Candidate shown = same.get(0);
            found.add(new Common(
                    shown.trait,
                    shown.contrast.share(),
                    shown.contrast.successShare(),
                    shown.contrast.lift(),
                    same.stream().skip(1).map(Candidate::trait).toList()));
            chosen.add(first);
            candidates = candidates.stream()
                    .filter(each -> !same.contains(each) && addsTo(chosen, each))
                    .toList();
        }
        return found;
    }

    private List<Candidate> candidates() {
        Map<Trait, int[]> counts = new HashMap<>();
        failed.forEach(traits -> traits.forEach(trait -> counts.computeIfAbsent(trait, none -> new int[2])[0]++));
        succeeded.forEach(traits -> traits.forEach(trait -> counts.computeIfAbsent(trait, none -> new int[2])[1]++));
        long tested = counts.values().stream()
                .filter(count -> count[0] + count[1] >= JOBS_LEAST)
                .count();
        chanceMost = CHANCE_MOST / Math.max(1, tested);
        List<Candidate> candidates = new ArrayList<>();
        counts.forEach((trait, count) -> {
            Contrast contrast = new Contrast(count[0], failed.size(), count[1], succeeded.size());
            if (contrast.share() >= SHARE_LEAST && standsOut(contrast)) {
                candidates.add(new Candidate(trait, jobs(trait), contrast, contrast.weight()));
            }
        });
        candidates.sort(Comparator.comparingDouble(Candidate::weight)
                .reversed()
                .thenComparing(each -> each.trait.kind())
                .thenComparing(each -> each.trait.name())
                .thenComparing(each -> each.trait.value()));
        return candidates;
    }

    private boolean standsOut(Contrast contrast) {
        return contrast.failed() >= JOBS_LEAST
                && contrast.lift() >= LIFT_LEAST
                && contrast.share() - contrast.successShare() >= DIFFERENCE_LEAST
                && contrast.chance() <= chanceMost;
    }

    private BitSet jobs(Trait trait) {
        BitSet jobs = new BitSet();
        for (int i = 0; i < failed.size(); i++) {
            jobs.set(i, failed.get(i).contains(trait));
        }
        for (int i = 0; i < succeeded.size(); i++) {
            jobs.set(failed.size() + i, succeeded.get(i).contains(trait));
        }
        return jobs;
    }

    private static double likeness(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        int common = both.cardinality();
        return (double) common / (one.cardinality() + other.cardinality() - common);
    }

    /** Whether a trait stands out among the jobs that have all chosen ones, or among those that have none: else it only follows them. */
    private boolean addsTo(List<Candidate> chosen, Candidate next) {
        BitSet with = new BitSet();
        with.set(0, failed.size() + succeeded.size());
        BitSet without = (BitSet) with.clone();
        for (Candidate each : chosen) {
            with.and(each.jobs);
            without.andNot(each.jobs);
        }
        return standsOut(contrast(next.jobs, with)) || standsOut(contrast(next.jobs, without));
    }

    private Contrast contrast(BitSet jobs, BitSet among) {
        BitSet both = (BitSet) jobs.clone();
        both.and(among);
        int ofFailed = among.get(0, failed.size()).cardinality();
        int ofBoth = both.get(0, failed.size()).cardinality();
        return new Contrast(ofBoth, ofFailed, both.cardinality() - ofBoth, among.cardinality() - ofFailed);
    }
}
