package nightshift.imports.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.format.FileFormat;
import nightshift.imports.plan.ImportPlan;

/** The files that imports of tests read. */
final class SourceFiles {

    private SourceFiles() {}

    /** Rows with numbers from 1 on; those that a test makes bad have a number that is none. */
    static List<String> rows(int count, Set<Integer> bad) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> (bad.contains(n) ? "x" : "") + n + ",text " + n)
                .toList();
    }

    /** Writes lines of CSV into the folder of an import, cut into partitions of about the same number of rows. */
    static ImportPlan write(Path folder, List<String> rows, int partitions) throws IOException {
        Files.createDirectories(folder);
        String header = "number,text\n";
        Files.writeString(folder.resolve("source.csv"), header + String.join("\n", rows) + "\n");
        List<ImportPlan.Partition> parts = new ArrayList<>();
        long offset = header.length();
        int from = 0;
        for (int part = 1; part <= partitions; part++) {
            int to = rows.size() * part / partitions;
            long end = offset
                    + rows.subList(from, to).stream()
                            .mapToInt(line -> line.getBytes(UTF_8).length + 1)
                            .sum();
            parts.add(new ImportPlan.Partition(offset, end, from + 1, from + 2));
            offset = end;
            from = to;
        }
        return new ImportPlan(
                TestImports.ROW,
                TestImports.QUEUE,
                Optional.empty(),
                FileFormat.CSV,
                Map.of(),
                Map.of(),
                5,
                3,
                Optional.empty(),
                List.of(),
                offset,
                rows.size(),
                List.of("number", "text"),
                parts,
                "test");
    }
}
