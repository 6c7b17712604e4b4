package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkFolderTest {

    @TempDir
    Path folder;

    @Test
    void eachNamespaceHasItsOwn() {
        BulkFolder one = open(folder, true, "one");
        BulkFolder two = open(folder, true, "two");

        assertThat(one.path()).isEqualTo(folder.resolve("one")).isEmptyDirectory();
        assertThat(two.path()).isEqualTo(folder.resolve("two")).isEmptyDirectory();
        assertThat(one.off()).isEmpty();
    }

    @Test
    void whereNothingCanBeWrittenBulkWorkIsOffOrTheStartRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(open(file, false, "one").off().orElseThrow()).contains("NIGHTSHIFT_BULK_DIR");
        assertThatThrownBy(() -> open(file, true, "one"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("nightshift.bulk.dir");
    }

    private static BulkFolder open(Path dir, boolean given, String namespace) {
        return BulkFolder.open(new Settings.Bulk(dir, given, Duration.ofHours(1)), namespace);
    }
}
