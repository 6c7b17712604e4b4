package nightshift.imports.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.Imports;
import nightshift.imports.RejectedRow;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An import that is only tried. */
class DryRunTest extends StoredImportsFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    DryRunTest() {
        super(REDIS);
    }

    @Test
    void aDryRunKeepsNothing() throws Exception {
        Imports.DryRun run = imports.check(request(FAIL, FileFormat.CSV, 1), stream("times,message\n1,a\nx,b\n"));

        assertThat(run.rows()).isEqualTo(2);
        assertThat(run.checked()).isEqualTo(2);
        assertThat(run.rejected()).isEqualTo(1);
        assertThat(run.columns()).extracting(Imports.Column::name).containsExactly("times", "message");
        assertThat(run.sample()).hasSize(1);
        assertThat(run.rejects()).extracting(RejectedRow::line).containsExactly(3L);
        assertThat(files()).isEmpty();
        assertThat(imports.page(10, Optional.empty()).items()).isEmpty();
    }

    @Test
    void aDryRunShowsTheBeginningOfLargeRows() throws Exception {
        String large = "\u0001".repeat(70_000);
        Imports.DryRun run = imports(store, 64 << 20)
                .check(
                        request(FAIL, FileFormat.CSV, 1),
                        stream("times,message\n" + ("1," + large.substring(0, 30_000) + "\n").repeat(20)
                                + ("x," + large + "\n").repeat(200)));

        assertThat(run.sample()).hasSize(10).allSatisfy(sample -> {
            assertThat(sample.argsCut()).isTrue();
            assertThat(sample.args())
                    .startsWith("\"{\\\"times\\\":1,")
                    .endsWith("…\"")
                    .hasSizeLessThan(9_000);
        });
        assertThat(run.rejected()).isEqualTo(200);
        assertThat(run.rejects()).hasSize(100).allSatisfy(reject -> {
            assertThat(reject.rowCut()).isTrue();
            assertThat(reject.row()).startsWith("\"[\\\"x\\\",").endsWith("…\"").hasSizeLessThan(9_000);
        });
        assertThat(Excerpt.of(new RejectedRow(1, Optional.of("x".repeat(10_000)), "no", "\"\""))
                        .column()
                        .orElseThrow())
                .hasSize(501);
    }
}
