package nightshift.api.answer;

/** The data of the event {@code skipped}. */
@Doc("The data of the event `skipped`: more jobs changed than are reported one by one.")
public record SkippedEventAnswer(
        @Doc(value = "How many.", schema = "{minimum: 1}") int jobs) {}
