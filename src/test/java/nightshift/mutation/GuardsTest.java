package nightshift.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private static List<String> changes(String script) {
        return Guards.mutants("a", script).stream().map(Mutant::text).toList();
    }

    @Test
    void aConditionIsNegatedAsAWhole() {
        assertThat(changes("if a then b() elseif f(c) then d() end\nwhile e do f() end"))
                .containsExactly(
                        "if not (a) then b() elseif f(c) then d() end\nwhile e do f() end",
                        "if a then b() elseif not (f(c)) then d() end\nwhile e do f() end",
                        "if a then b() elseif f(c) then d() end\nwhile not (e) do f() end");
    }

    @Test
    void theConditionOfALoopThatEndsInItIsOneLine() {
        assertThat(changes("repeat a() until b\nc()")).containsExactly("repeat a() until not (b)\nc()");
        assertThat(changes("repeat a() until b")).containsExactly("repeat a() until not (b)");
    }

    @Test
    void aSingleComparisonIsNotTurnedAroundASecondTime() {
        assertThat(changes("if a < b then c() end")).containsExactly("if not (a < b) then c() end");
        assertThat(changes("if not a then c() end")).containsExactly("if not (not a) then c() end");
    }

    @Test
    void eachPartOfALongConditionIsTurnedAround() {
        assertThat(changes("if a < b and not c then d() end"))
                .containsExactly(
                        "if not (a < b and not c) then d() end",
                        "if a >= b and not c then d() end",
                        "if a < b or not c then d() end",
                        "if a < b and  c then d() end");
    }

    @Test
    void soIsWhatDecidesOutsideOfStatements() {
        assertThat(changes("local a = b == '<' and 1 or 2"))
                .containsExactly(
                        "local a = b ~= '<' and 1 or 2",
                        "local a = b == '<' or 1 or 2",
                        "local a = b == '<' and 1 and 2");
    }

    @Test
    void commentsAndStringsAreLeftAlone() {
        assertThat(changes("#!lua flags=no-writes\n-- if not a then b\nlocal c = 'if d == e then'"))
                .isEmpty();
    }

    @Test
    void longBracketsAreRefused() {
        assertThatThrownBy(() -> changes("--[[ if ]]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMutantSaysWhereItIs() {
        Mutant mutant =
                Guards.mutants("claim", "local a = 1\nif a > 0 and b then\nend").get(1);
        assertThat(mutant.line()).isEqualTo(2);
        assertThat(mutant.original()).isEqualTo("if a > 0 and b then");
        assertThat(mutant.change()).isEqualTo("> → <=");
    }

    @Test
    void aMarkIsWrittenWhenAConditionIsEvaluated() {
        assertThat(Guards.marked("a", "if b then c() end"))
                .isEqualTo("if (redis.log(redis.LOG_WARNING, '#guard a 0.') == nil and (b)) then c() end");
    }
}
