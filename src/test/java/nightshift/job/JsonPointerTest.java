package nightshift.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPointerTest {

    @Test
    void namesWithSlashesAndTildesAreEscaped() {
        assertThat(JsonPointer.member("", "a/b~c~1")).isEqualTo("/a~1b~0c~01");
        assertThat(JsonPointer.member("/args", "")).isEqualTo("/args/");
    }

    @Test
    void namesComeBackFromTheirPointer() {
        List<String> names = List.of("a/b", "~1", "", "0");

        assertThat(JsonPointer.names(names.stream().reduce("", JsonPointer::member)))
                .isEqualTo(names);
    }
}
