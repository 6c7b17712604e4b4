package nightshift.api.answer;

/** The data of the event {@code reset}. */
@Doc("The data of the event `reset`: something may have been missed.")
record ResetEventAnswer() {}
