package nightshift.api.answer;

import java.util.List;
import java.util.Optional;
import nightshift.store.DestinationStatus;

/** A page of destinations. */
@Doc("A page of destinations.")
public record DestinationPageAnswer(
        @Doc("The destinations, in the order of their hosts.")
        List<DestinationAnswer> items,

        @Doc("The token of the next page. Send it as `pageToken`. Missing on the last page.")
        Optional<String> nextPageToken) {

    /** The answer for these destinations. */
    public static DestinationPageAnswer of(List<DestinationStatus> destinations, Optional<String> nextPageToken) {
        return new DestinationPageAnswer(
                destinations.stream().map(DestinationAnswer::of).toList(), nextPageToken);
    }
}
