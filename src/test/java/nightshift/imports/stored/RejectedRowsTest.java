package nightshift.imports.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.Imports;
import nightshift.imports.Imports.Import;
import nightshift.imports.RejectedRow;
import nightshift.job.Lease;
import nightshift.support.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rejected rows of an import, in pages and as a file. */
class RejectedRowsTest extends StoredImportsFixture {

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    RejectedRowsTest() {
        super(REDIS);
    }

    @Test
    void aPageOfLargeRejectsEndsEarlyAndTheNextContinues() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "1\n2\n", 2);
        Lease lease = claim();
        String row = "\"" + "\\u0001".repeat(60_000) + "\"";
        List<RejectedRow> first = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            first.add(new RejectedRow(i + 1, Optional.empty(), "no", row));
        }
        List<RejectedRow> second = List.of(
                new RejectedRow(20, Optional.empty(), "no", row), new RejectedRow(21, Optional.empty(), "no", row));
        reject(lease, begun.id(), 0, first);
        reject(lease, begun.id(), 1, second);

        List<RejectedRow> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Imports.RejectsPage page = imports.rejects(begun).orElseThrow().page(500, Optional.empty());
        while (true) {
            all.addAll(page.items());
            sizes.add(page.items().size());
            if (page.nextToken().isEmpty()) {
                break;
            }
            page = imports.rejects(begun).orElseThrow().page(500, page.nextToken());
        }

        assertThat(sizes).containsExactly(3, 3, 3, 1);
        assertThat(all).hasSize(10).containsAll(first).containsAll(second);
    }

    @Test
    void rejectedRowsAreReadAsFarAsTheyCount() throws Exception {
        Import begun = begin(FileFormat.CSV, "value,reject.reason\n\"a\nb\",x\nc,\nd,\n", 3);
        Lease lease = claim();
        List<List<RejectedRow>> rejects = List.of(
                List.of(new RejectedRow(2, Optional.of("value"), "is \"bad\"", "[\"a\\nb\",\"x\"]")),
                List.of(),
                List.of(new RejectedRow(5, Optional.empty(), "has 3", "[\"d\",\"\",\"e\"]")));
        for (int i = 0; i < 3; i++) {
            reject(lease, begun.id(), i, rejects.get(i));
        }

        Imports.RejectedRows rows = imports.rejects(begun).orElseThrow();
        Imports.RejectsPage page = rows.page(1, Optional.empty());
        assertThat(page.items()).isEqualTo(rejects.get(0));
        assertThat(rows.page(1, page.nextToken())).isEqualTo(new Imports.RejectsPage(rejects.get(2), Optional.empty()));
        for (String token : List.of("", "r0-1", "r9-0", "r0-999", "x")) {
            assertThatThrownBy(() -> rows.page(1, Optional.of(token)))
                    .as(token)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(written(rows))
                .isEqualTo("value,reject.line,reject.column,reject.reason\n\"a\nb\",2,value,\"is \"\"bad\"\"\"\n"
                        + "d,5,,has 3,e\n");
    }

    @Test
    void rejectedLinesAreGivenBackAsTheyWereWithTheirReject() throws Exception {
        Import begun = begin(FileFormat.NDJSON, "1\n2\n3\n4\n", 1);
        List<RejectedRow> rejects = new ArrayList<>();
        for (String line : List.of(
                "\"{ \\\"a\\\": 1.0 }\"", "\"{\"", "\"{}\"", "\"{\\\"reject\\\":{\\\"line\\\":9},\\\"a\\\":1}\"")) {
            rejects.add(new RejectedRow(rejects.size() + 1, Optional.of("/a"), "no", line));
        }
        reject(claim(), begun.id(), 0, rejects);

        assertThat(written(imports.rejects(begun).orElseThrow()).lines())
                .containsExactly(
                        "{ \"a\": 1.0 ,\"reject\":{\"line\":1,\"column\":\"/a\",\"reason\":\"no\"}}",
                        "{\"reject\":{\"line\":2,\"column\":\"/a\",\"reason\":\"no\",\"text\":\"{\"}}",
                        "{\"reject\":{\"line\":3,\"column\":\"/a\",\"reason\":\"no\"}}",
                        "{\"a\":1,\"reject\":{\"line\":4,\"column\":\"/a\",\"reason\":\"no\"}}");
    }
}
