package nightshift.imports;

import java.util.List;
import java.util.stream.Collectors;
import nightshift.task.Violation;

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

    private final Reason reason;
    private final transient List<Violation> flaws;

    /**
     * A refusal for everything that is wrong.
     *
     * @param flaws each has as its pointer {@code ?name} of a parameter, {@code body:line 3}, or {@code body}, and a detail to be
     *              read after that, with the remedy
     */
    public ImportRefused(Reason reason, List<Violation> flaws) {
        super(flaws.stream().map(flaw -> flaw.pointer() + " " + flaw.detail()).collect(Collectors.joining("; ")));
        this.reason = reason;
        this.flaws = List.copyOf(flaws);
    }

    /** A refusal for one reason. */
    public ImportRefused(Reason reason, String pointer, String detail) {
        this(reason, List.of(new Violation(pointer, detail)));
    }

    /** Something wrong in a line of the file, counted from 1. */
    public static Violation inLine(long line, String detail) {
        return new Violation("body:line " + line, detail);
    }

    /** Why an import was refused. */
    public Reason reason() {
        return reason;
    }

    /** Everything that is wrong. */
    public List<Violation> flaws() {
        return flaws;
    }
}
