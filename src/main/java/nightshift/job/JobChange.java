package nightshift.job;

import java.util.List;
import java.util.Optional;

/**
 * What changes in a job that waits. What is empty stays as it is.
 *
 * @param args     JSON text
 * @param priority from {@link Limits#PRIORITY_FIRST} to {@link Limits#PRIORITY_LAST}
 * @param due      when it may start
 * @param tags     all of them
 */
public record JobChange(
        Optional<String> args, Optional<Integer> priority, Optional<Due> due, Optional<List<String>> tags) {

    /** A change of the args alone. */
    public static JobChange ofArgs(String args) {
        return new JobChange(Optional.of(args), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
