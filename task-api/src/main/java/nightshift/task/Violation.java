package nightshift.task;

/**
 * One reason to refuse the args of a job.
 *
 * @param pointer JSON Pointer (RFC 6901) into the args
 * @param detail  what is wrong there
 */
public record Violation(String pointer, String detail) {}
