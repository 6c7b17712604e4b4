package nightshift.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownSurvivorsTest {

    private static final String PAGE = """
            # Page

            | script | guard | change | reason |
            |---|---|---|---|
            | beat | `if count > 0 then` | `not (count > 0)` | It asks for nothing. |
            | beat | `if key == '\\|' then` | `not (key == '\\|')` | No key is a bar. |

            | script | guard | change | reason |
            |---|---|---|---|
            | other | `if count > 0 then` | `not (count > 0)` | Another table. |
            """;

    private final KnownSurvivors known = KnownSurvivors.read(PAGE);

    @Test
    void aMutantIsKnownByItsTextWhereverItStands() {
        assertThat(known.reason(negated("beat", "-- first\nif count > 0 then"))).contains("It asks for nothing.");
        assertThat(known.reason(negated("beat", "if count > 1 then"))).isEmpty();
        assertThat(known.reason(negated("flush", "if count > 0 then"))).isEmpty();
        assertThat(known.reason(negated("other", "if count > 0 then"))).isEmpty();
    }

    @Test
    void aBarOfTheCodeDoesNotEndItsCell() {
        assertThat(known.reason(negated("beat", "if key == '|' then"))).contains("No key is a bar.");
    }

    private static Mutant negated(String file, String script) {
        List<Mutant> mutants = Guards.mutants(file, script);
        assertThat(mutants).hasSize(1);
        return mutants.get(0);
    }
}
