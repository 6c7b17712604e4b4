package nightshift.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import nightshift.failure.Trait.Kind;
import org.junit.jupiter.api.Test;

class CommonalitiesTest {

    private static final int JOBS = 10_000;
    private static final int SEEDS = 50;

    private static final Trait REGION = new Trait(Kind.ARG, "/customer/region", "eu-3");
    private static final Trait WORKER = new Trait(Kind.WORKER, "", "worker05");
    private static final Trait NO_ADDRESS = new Trait(Kind.MISSING_ARG, "/customer/address", "");

    /** Jobs with traits that are not independent: a plan goes with a region, a machine with its worker. */
    private static Set<Trait> job(SplittableRandom random) {
        Set<Trait> traits = new HashSet<>();
        int region = random.nextInt(6);
        int worker = random.nextInt(8);
        int customer = random.nextInt(500);
        traits.add(new Trait(Kind.ARG, "/customer/region", "eu-" + region));
        traits.add(new Trait(Kind.ARG, "/customer/plan", random.nextInt(10) < 6 ? "plan-" + region : "free"));
        traits.add(new Trait(Kind.ARG, "/customer/id", "c" + customer));
        traits.add(new Trait(Kind.ARG, "/amount", Integer.toString(random.nextInt(100_000))));
        traits.add(new Trait(Kind.ARG, "/items/*/sku", "s" + random.nextInt(40)));
        traits.add(new Trait(Kind.ARG, "/items/*/sku", "s" + random.nextInt(40)));
        traits.add(new Trait(Kind.TAG, "", "batch-" + random.nextInt(20)));
        traits.add(new Trait(Kind.KEY, "", "c" + customer));
        traits.add(new Trait(Kind.WORKER, "", "worker0" + worker));
        traits.add(new Trait(Kind.SERVER, "", "host-" + worker / 2));
        traits.add(new Trait(Kind.VERSION, "", worker < 6 ? "1.0" : "1.1"));
        traits.add(new Trait(Kind.HOUR, "", "h" + random.nextInt(24)));
        if (random.nextInt(12) == 0) {
            traits.add(NO_ADDRESS);
        }
        return traits;
    }

    private static final class Sample {

        private final List<Set<Trait>> failed = new ArrayList<>();
        private final List<Set<Trait>> succeeded = new ArrayList<>();

        /** Jobs with the trait fail mostly, others now and then; without a trait, all fail now and then. */
        Sample(int seed, Optional<Trait> cause) {
            SplittableRandom random = new SplittableRandom(seed);
            Predicate<Set<Trait>> affected = cause.<Predicate<Set<Trait>>>map(trait -> traits -> traits.contains(trait))
                    .orElse(traits -> false);
            for (int i = 0; i < JOBS; i++) {
                Set<Trait> job = job(random);
                boolean fails = affected.test(job) ? random.nextInt(10) < 8 : random.nextInt(50) == 0;
                List<Set<Trait>> kind = fails ? failed : succeeded;
                if (kind.size() < (fails ? 1_000 : 2_000)) {
                    kind.add(job);
                }
            }
        }

        List<Common> common() {
            return Commonalities.of(failed, succeeded);
        }
    }

    @Test
    void theFirstSuggestionIsTheCause() {
        int right = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Trait cause : List.of(REGION, WORKER, NO_ADDRESS)) {
                List<Common> common = new Sample(seed, Optional.of(cause)).common();
                right += !common.isEmpty() && common.get(0).trait().equals(cause) ? 1 : 0;
            }
        }

        assertThat(right).as("right of %s", 3 * SEEDS).isGreaterThanOrEqualTo(3 * SEEDS * 9 / 10);
    }

    @Test
    void whatOnlyFollowsFromTheCauseIsNotSuggested() {
        int more = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            more += new Sample(seed, Optional.of(REGION)).common().size() > 1 ? 1 : 0;
        }

        assertThat(more).as("samples with more than one suggestion").isLessThanOrEqualTo(SEEDS / 20);
    }

    @Test
    void randomFailuresHaveNothingInCommon() {
        int silent = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            silent += new Sample(1_000 + seed, Optional.empty()).common().isEmpty() ? 1 : 0;
        }

        assertThat(silent).as("silent of %s", SEEDS).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
    }

    @Test
    void traitsOfTheSameJobsAreOneSuggestion() {
        List<Set<Trait>> failed = new ArrayList<>();
        List<Set<Trait>> succeeded = new ArrayList<>();
        Trait arg = new Trait(Kind.ARG, "/tenant", "7");
        Trait tag = new Trait(Kind.TAG, "", "tenant=7");
        for (int i = 0; i < 200; i++) {
            failed.add(new HashSet<>(Set.of(tag, arg)));
            succeeded.add(new HashSet<>(i < 10 ? Set.of(tag, arg) : Set.of()));
        }

        assertThat(Commonalities.of(failed, succeeded)).singleElement().satisfies(common -> {
            assertThat(common.trait()).isEqualTo(arg);
            assertThat(common.also()).containsExactly(tag);
            assertThat(common.share()).isEqualTo(1);
            assertThat(common.successShare()).isEqualTo(0.05);
            assertThat(common.lift()).isEqualTo(20);
        });
    }

    @Test
    void twoCausesOfOneGroupAreBothSuggested() {
        SplittableRandom random = new SplittableRandom(3);
        List<Set<Trait>> failed = new ArrayList<>();
        List<Set<Trait>> succeeded = new ArrayList<>();
        while (failed.size() < 600 || succeeded.size() < 1_500) {
            Set<Trait> job = job(random);
            (job.contains(REGION) || job.contains(WORKER) ? failed : succeeded).add(job);
        }

        assertThat(Commonalities.of(failed, succeeded))
                .extracting(Common::trait)
                .startsWith(REGION)
                .contains(WORKER);
    }

    @Test
    void fewJobsHaveNothingInCommon() {
        List<Set<Trait>> four = List.of(Set.of(REGION), Set.of(REGION), Set.of(REGION), Set.of(REGION));
        List<Set<Trait>> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Set.of(WORKER));
        }

        assertThat(Commonalities.of(four, many)).isEmpty();
        assertThat(Commonalities.of(many, List.of())).isEmpty();
    }

    @Test
    void fishersTestAgreesWithKnownValues() {
        assertThat(new Contrast(8, 10, 1, 6).chance()).isCloseTo(0.0244755, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(new Contrast(3, 4, 1, 4).chance()).isCloseTo(0.242857, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(new Contrast(0, 4, 1, 4).chance()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    }
}
