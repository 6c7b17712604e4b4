package nightshift.web;

import java.util.ArrayList;
import java.util.List;
import nightshift.task.Violation;

/** Collects everything that is wrong with a request, so that the client can fix it all at once. */
public final class FieldErrors {

    private static final int MOST = 50;
    private static final int POINTER_LONGEST = 200;

    private final List<Violation> errors = new ArrayList<>();
    private int count;
    private boolean malformed;
    private boolean tooLarge;

    /** The value has the wrong JSON type, or the parameter cannot be read. */
    public void malformed(String pointer, String detail) {
        malformed = true;
        add(pointer, detail);
    }

    /** The value can be read but not used. */
    public void invalid(String pointer, String detail) {
        add(pointer, detail);
    }

    /** The value is too large. */
    public void tooLarge(String pointer, String detail) {
        tooLarge = true;
        add(pointer, detail);
    }

    private void add(String pointer, String detail) {
        count++;
        if (errors.size() < MOST) {
            String cut = pointer.length() <= POINTER_LONGEST ? pointer : pointer.substring(0, POINTER_LONGEST) + "…";
            errors.add(new Violation(cut, detail));
        }
    }

    /** The value can be read but not used, unless something else is wrong with it already. */
    public void invalidToo(Violation violation) {
        if (errors.stream().noneMatch(error -> error.pointer().equals(violation.pointer()))) {
            invalid(violation.pointer(), violation.detail());
        }
    }

    /** How many things are wrong so far. */
    public int count() {
        return count;
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** @param what the sentence that says what was not done, without its period */
    public Problem problem(String what) {
        int status = malformed ? 400 : tooLarge ? 413 : 422;
        String wrong = count == 1 ? "1 field is wrong." : count + " fields are wrong.";
        return new Problem(status, what + ": " + wrong, List.copyOf(errors));
    }

    /**
     * @param what the sentence that says what was not done, without its period
     * @throws ProblemException if anything is wrong
     */
    public void throwIfAny(String what) {
        if (!isEmpty()) {
            throw problem(what).exception();
        }
    }
}
