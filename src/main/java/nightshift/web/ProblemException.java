package nightshift.web;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        // without a stack trace: bad requests are no fault of the code, and there can be many
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the client gets as the answer. */
    public Problem problem() {
        return problem;
    }
}
