package nightshift.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.task.Violation;

/** Checks at submit what the schema of the args cannot say. */
final class RequestCheck {

    private final UrlCheck urls;
    private final Set<String> secretNames;

    RequestCheck(UrlCheck urls, Set<String> secretNames) {
        this.urls = urls;
        this.secretNames = secretNames;
    }

    /** Everything that is wrong, addresses included where they are written out. */
    List<Violation> violations(HttpRequestArgs args) {
        return violations(args, urls.problem(args.url()));
    }

    /** The same without the address, which each attempt checks as it connects. */
    List<Violation> violationsOfForm(HttpRequestArgs args) {
        return violations(args, UrlCheck.formProblem(args.url()));
    }

    private List<Violation> violations(HttpRequestArgs args, Optional<String> urlProblem) {
        List<Violation> found = new ArrayList<>();
        urlProblem.ifPresent(detail -> found.add(new Violation("/url", detail)));
        found.addAll(HeaderCheck.violations(args.headers().orElse(Map.of())));
        if (args.body().isPresent() && args.bodyText().isPresent()) {
            found.add(new Violation("/bodyText", "must not be given together with body"));
        }
        args.timeout()
                .filter(RequestCheck::isOutOfRange)
                .ifPresent(timeout -> found.add(new Violation("/timeout", "must be from PT0.1S to PT30M")));
        List<String> success = args.success().orElse(List.of());
        for (int i = 0; i < success.size(); i++) {
            try {
                StatusRanges.Range.parse(success.get(i));
            } catch (IllegalArgumentException e) {
                found.add(new Violation("/success/" + i, e.getMessage()));
            }
        }
        args.secretRef()
                .filter(name -> !secretNames.contains(name))
                .ifPresent(name -> found.add(new Violation("/secretRef", "is not the name of a configured secret")));
        return found;
    }

    private static boolean isOutOfRange(Duration timeout) {
        return timeout.compareTo(HttpRequestArgs.TIMEOUT_LEAST) < 0
                || timeout.compareTo(HttpRequestArgs.TIMEOUT_MOST) > 0;
    }
}
