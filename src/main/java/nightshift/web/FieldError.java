package nightshift.web;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body, or {@code ?name} of a query parameter, {@code body:line 3} of a file, or
 *                the name of a header
 * @param detail  what is wrong there, to be read after the name: {@code must be from 1 to 9}
 */
public record FieldError(String pointer, String detail) {}
