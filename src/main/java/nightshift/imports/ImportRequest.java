package nightshift.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nightshift.format.FileFormat;
import nightshift.job.Spread;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/**
 * What is asked of an import.
 *
 * @param task        of the jobs that it submits
 * @param queue       of these jobs
 * @param name        of the file, as the sender calls it; never part of a path
 * @param format      of the file
 * @param columns     the field in args of each column whose field has another name: a member, or a JSON Pointer to a
 *                    nested one; empty for ignored columns
 * @param types       the cell type of each column where it differs from the type of its field
 * @param priority    of these jobs
 * @param maxAttempts of these jobs
 * @param spread      over which time these jobs start
 * @param tags        of these jobs, beside that of the import
 * @param partitions  in how many parts the file is read at most; empty to have it chosen by the size
 * @param bytes       length of the file as the sender announces it
 */
public record ImportRequest(
        TaskName task,
        QueueName queue,
        Optional<String> name,
        FileFormat format,
        Map<String, Optional<String>> columns,
        Map<String, CellType> types,
        int priority,
        int maxAttempts,
        Spread spread,
        List<String> tags,
        Optional<Integer> partitions,
        OptionalLong bytes) {

    /** Most parts of a file. */
    public static final int PARTITIONS_MOST = 16;
}
