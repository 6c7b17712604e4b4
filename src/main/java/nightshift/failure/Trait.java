package nightshift.failure;

/**
 * Something that some jobs have and others have not.
 *
 * @param kind  what it is
 * @param name  for a field of the args its JSON Pointer, in which {@code *} stands for any element of an array; else empty
 * @param value the value as text; empty for a field that is missing
 */
public record Trait(Kind kind, String name, String value) {

    /** What a trait is. Where several say the same of the same jobs, the first of them is the most specific. */
    public enum Kind {
        /** A field of the args has a value. */
        ARG,
        /** A field of the args is missing that other jobs have. */
        MISSING_ARG,
        /** The job has a tag. */
        TAG,
        /** The job has a key within its queue. */
        KEY,
        /** The job calls a host. */
        HOST,
        /** A worker ran its latest attempt. */
        WORKER,
        /** A machine ran its latest attempt. */
        SERVER,
        /** A server of a version of Nightshift ran its latest attempt. */
        VERSION,
        /** The job was submitted in an hour. */
        HOUR
    }
}
