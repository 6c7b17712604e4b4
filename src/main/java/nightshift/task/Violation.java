package nightshift.task;

/**
 * One reason why the args of a job do not fit its task.
 *
 * @param pointer JSON Pointer (RFC 6901) into the args
 * @param detail  what is wrong there
 */
public record Violation(String pointer, String detail) {
}
