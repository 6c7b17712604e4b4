package nightshift.imports.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.imports.RejectedRow;
import nightshift.imports.plan.ImportPlan;
import nightshift.imports.plan.PartitionState;
import nightshift.imports.rows.Rejects;
import nightshift.job.JobSummary;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.JobId;

/** What imports have done. */
final class ImportResults {

    private final TestImports imports;

    ImportResults(TestImports imports) {
        this.imports = imports;
    }

    /** Numbers of the rows that became jobs, as often as they did. */
    List<Integer> submitted() {
        List<Integer> numbers = new ArrayList<>();
        JobFilter ours = JobFilter.of(Matches.exactly(Field.QUEUE, TestImports.QUEUE.value()));
        Optional<String> token = Optional.empty();
        do {
            var page = imports.store.catalog().page(ours, 1000, token);
            for (JobSummary summary : page.jobs()) {
                numbers.add(
                        Integer.parseInt(imports.job(summary.id()).args().replaceAll("\\{\"number\":(\\d+),.*", "$1")));
            }
            token = page.nextToken();
        } while (token.isPresent());
        return numbers;
    }

    /** Lines of the rows that were rejected, as far as the checkpoints count them. */
    List<Long> rejected(JobId id) throws IOException {
        List<Long> lines = new ArrayList<>();
        Map<String, String> checkpoints = imports.store.checkpoints().all(id);
        int partitions = ImportPlan.parse(
                        imports.store.bulkJobs().find(id).orElseThrow().description())
                .partitions()
                .size();
        for (int i = 0; i < partitions; i++) {
            PartitionState state = PartitionState.parse(checkpoints.get(PartitionState.name(i)));
            if (state.rejectBytes() > 0) {
                String text = new String(
                        Files.readAllBytes(imports.folder(id).resolve("rejects-" + i + ".ndjson")),
                        0,
                        (int) state.rejectBytes(),
                        UTF_8);
                text.lines().map(Rejects::read).map(RejectedRow::line).forEach(lines::add);
            }
        }
        return lines;
    }

    /** Each row but the bad ones became one job. */
    void assertExactly(int rows, Set<Integer> bad) {
        assertThat(submitted())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, rows)
                        .filter(row -> !bad.contains(row))
                        .boxed()
                        .toList());
    }

    long readSoFar(JobId id) {
        return imports.store.checkpoints().all(id).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("p"))
                .mapToLong(entry -> PartitionState.parse(entry.getValue()).read())
                .sum();
    }
}
