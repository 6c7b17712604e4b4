package nightshift.imports.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.format.FileFormat;
import nightshift.imports.CellType;
import nightshift.job.JobOptions;
import nightshift.job.NewJob;
import nightshift.job.Spread;
import nightshift.job.Submission;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an import is to do: the description of its bulk job.
 *
 * @param task        of the jobs that it submits
 * @param queue       of these jobs
 * @param name        of the file, as the sender calls it
 * @param format      of the file
 * @param columns     the field of each column whose field has another name; empty for an ignored column
 * @param types       the cell type of each column where it differs from the type of its field
 * @param priority    of these jobs
 * @param maxAttempts of these jobs
 * @param spreadMillis over how many ms these jobs start; empty in plans of earlier versions
 * @param tags        of these jobs, beside that of the import
 * @param bytes       length of the file
 * @param rows        rows of the file
 * @param header      names of the columns of a CSV file
 * @param partitions  parts of the file that can be read independently, in order; together all rows
 * @param createdBy   who asked for it
 */
public record ImportPlan(
        TaskName task,
        QueueName queue,
        Optional<String> name,
        FileFormat format,
        Map<String, Optional<String>> columns,
        Map<String, CellType> types,
        int priority,
        int maxAttempts,
        Optional<Long> spreadMillis,
        List<String> tags,
        long bytes,
        long rows,
        List<String> header,
        List<Partition> partitions,
        String createdBy) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(TaskName.class, Name.class)
            .addMixIn(QueueName.class, Name.class)
            .build();

    /**
     * A part of a file.
     *
     * @param from offset of its first record
     * @param to   offset after its last record
     * @param row  number of its first row, from 1
     * @param line number of its first line, from 1
     */
    public record Partition(long from, long to, long row, long line) {}

    /** A plan with everything copied. */
    public ImportPlan {
        tags = List.copyOf(tags);
        spreadMillis = spreadMillis == null ? Optional.empty() : spreadMillis;
        header = List.copyOf(header);
        partitions = List.copyOf(partitions);
        columns = Map.copyOf(columns);
        types = types == null ? Map.of() : Map.copyOf(types); // version 0.1 did not store these
    }

    /** The text that is stored. */
    public String json() {
        return MAPPER.writeValueAsString(this);
    }

    /** What {@link #json()} has written. */
    public static ImportPlan parse(String json) {
        return MAPPER.readValue(json, ImportPlan.class);
    }

    /** The checkpoints at the start. */
    public Map<String, String> checkpoints() {
        Map<String, String> checkpoints = new LinkedHashMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            checkpoints.put(
                    PartitionState.name(i),
                    PartitionState.start(partitions.get(i)).text());
        }
        return checkpoints;
    }

    /** The tag that all jobs of an import have. */
    static String tag(JobId id) {
        return "import:" + id;
    }

    /**
     * The job of a row.
     *
     * @param row its number; says when the job starts if the jobs are spread
     */
    public Submission submission(JobId id, String args, long row) {
        List<String> all = new ArrayList<>(tags);
        all.add(tag(id));
        NewJob job = new NewJob(
                task,
                args,
                JobOptions.with()
                        .queue(queue)
                        .priority(priority)
                        .maxAttempts(maxAttempts)
                        .tags(all)
                        .build());
        return Submission.of(spreadMillis
                .map(millis -> job.spread(new Spread(Duration.ofMillis(millis)), row))
                .orElse(job));
    }

    /** Names are texts. */
    private abstract static class Name {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Name(String value) {}

        @JsonValue
        abstract String value();
    }
}
