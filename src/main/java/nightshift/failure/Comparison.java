package nightshift.failure;

import java.util.List;

/**
 * What a comparison of jobs that failed with jobs that succeeded has found.
 *
 * @param common    what those that failed have in common, the most telling first; empty if nothing stands out
 * @param failed    how many jobs that failed were compared
 * @param succeeded how many jobs that succeeded were compared
 */
public record Comparison(List<Common> common, int failed, int succeeded) {}
