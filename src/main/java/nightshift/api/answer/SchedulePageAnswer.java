package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.store.Schedules;

/** A page of schedules. */
@Doc("A page of schedules.")
public record SchedulePageAnswer(
        @Doc("The schedules, by name.") List<ScheduleAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for this page. */
    public static SchedulePageAnswer of(Schedules.Page page) {
        return new SchedulePageAnswer(
                page.items().stream().map(ScheduleAnswer::of).toList(), page.nextToken());
    }
}
