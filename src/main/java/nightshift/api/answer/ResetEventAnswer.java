package nightshift.api.answer;

/** The data of the event {@code reset}. */
@Doc("The data of the event `reset`, which is empty: events may be missing, so load your data again.")
record ResetEventAnswer() {}
