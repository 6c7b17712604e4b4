package nightshift.imports;

import java.util.List;
import java.util.stream.Collectors;

/** An import was refused; nothing of it is kept. */
public final class ImportRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why an import was refused. */
    public enum Reason {
        /** What was sent cannot be imported. */
        UNFIT,
        /** The file is larger than allowed. */
        TOO_LARGE,
        /** The sender stopped before the end. */
        CUT_SHORT,
        /** The sender sends so slowly that it would never end. */
        TOO_SLOW,
        /** This server is already taking as many files as it can at once. */
        TOO_MANY,
        /** There is too little space on the disk. */
        DISK_FULL,
        /** The idempotency key was used before, with another request or for an import that is gone. */
        KEY_REUSED
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer {@code ?name} of a parameter, {@code body:line 3}, or {@code body}
     * @param detail  what is wrong there, to be read after the pointer, and the remedy
     */
    public record Flaw(String pointer, String detail) {

        /** Something wrong in a line of the file, counted from 1. */
        public static Flaw inLine(long line, String detail) {
            return new Flaw("body:line " + line, detail);
        }
    }

    private final Reason reason;
    private final transient List<Flaw> flaws;

    /** A refusal for everything that is wrong. */
    public ImportRefused(Reason reason, List<Flaw> flaws) {
        super(flaws.stream().map(flaw -> flaw.pointer() + " " + flaw.detail()).collect(Collectors.joining("; ")));
        this.reason = reason;
        this.flaws = List.copyOf(flaws);
    }

    /** A refusal for one reason. */
    public ImportRefused(Reason reason, String pointer, String detail) {
        this(reason, List.of(new Flaw(pointer, detail)));
    }

    /** Why an import was refused. */
    public Reason reason() {
        return reason;
    }

    /** Everything that is wrong. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
