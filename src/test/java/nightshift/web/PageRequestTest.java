package nightshift.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.store.BadTokenException;
import nightshift.task.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRequestTest {

    private static PageRequest read(Map<String, List<String>> parameters, int most) {
        Query query = new Query(parameters);
        PageRequest page = PageRequest.of(query, most);
        query.end();
        return page;
    }

    @Test
    void whatIsNotAskedForIsTheFirstPage() {
        assertThat(read(Map.of(), 500)).isEqualTo(new PageRequest(50, Optional.empty()));
    }

    @Test
    void theListGetsWhatWasAskedFor() {
        PageRequest page = read(Map.of("pageSize", List.of("500"), "pageToken", List.of("next")), 500);

        assertThat(page.<String>in((size, token) -> size + token.orElseThrow())).isEqualTo("500next");
    }

    @ParameterizedTest
    @CsvSource({"pageSize, 0", "pageSize, 501", "pageSize, x", "pageToken, ''"})
    void whatCannotBeUsedIsNamed(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, List.of(value)), 500))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().errors().get(0).pointer()).isEqualTo("?" + name);
                });
    }

    @Test
    void whatIsWrongInTheStoreIsNotTheClientsFault() {
        PageRequest page = read(Map.of(), 500);

        assertThatThrownBy(() -> page.in((size, token) -> {
                    throw new IllegalArgumentException("stored");
                }))
                .hasMessage("stored");
    }

    @Test
    void aTokenOfAnotherListIsTheClientsFault() {
        PageRequest page = read(Map.of("pageToken", List.of("other")), 500);

        assertThatThrownBy(() -> page.in((size, token) -> {
                    throw new BadTokenException();
                }))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().errors())
                            .containsExactly(new Violation("?pageToken", "is not one that this call gave out"));
                });
    }
}
