package nightshift.deploy;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Whether the variables and the hosts that texts name are there. */
final class AddressReferences {

    /** The Service that others bring, as host and port. */
    private static final String COLLECTOR = "opentelemetry-collector.observability.svc:4317";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z0-9_]+)\\)");

    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:http|redis|rediss)://(?:[^@/]*@)?([a-z][a-z0-9.-]*):(\\d+)");

    /** A pod of a StatefulSet: of its Service, and the port. */
    private static final Pattern POD = Pattern.compile("\\b([a-z]+)-\\d+\\.([a-z]+):(\\d+)");

    private final Findings found;

    AddressReferences(Findings found) {
        this.found = found;
    }

    /** Variables of a text are known, and the hosts of its addresses are Services. */
    void texts(Manifest where, String text, Set<String> variables) {
        for (Matcher matcher = VARIABLE.matcher(text); matcher.find(); ) {
            found.must(
                    variables.contains(matcher.group(1)),
                    where,
                    "uses $(" + matcher.group(1) + "), which is not set before");
        }
        addresses(where, text);
        pods(where, text);
    }

    void addresses(Manifest where, String text) {
        for (Matcher matcher = ADDRESS.matcher(text); matcher.find(); ) {
            String[] host = matcher.group(1).split("\\.");
            String namespace = host.length > 1 ? host[1] : where.namespace();
            int port = Integer.parseInt(matcher.group(2));
            boolean isOfOthers = host[0].equals("localhost") || matcher.group().endsWith("//" + COLLECTOR);
            found.must(
                    isOfOthers
                            || found.all()
                                    .find("Service", namespace, host[0])
                                    .flatMap(
                                            service -> service.at("/spec/ports").valueStream())
                                    .anyMatch(each -> each.path("port").asInt() == port),
                    where,
                    "nobody listens at " + matcher.group());
        }
    }

    /** Addresses of pods lead to those that there are, through their Service. */
    private void pods(Manifest where, String text) {
        for (Matcher matcher = POD.matcher(text); matcher.find(); ) {
            String port = matcher.group(3);
            found.must(
                    podsOf(matcher.group(1)).contains(matcher.group().replace(":" + port, ""))
                            && found.all()
                                    .find("Service", where.namespace(), matcher.group(2))
                                    .flatMap(
                                            service -> service.at("/spec/ports").valueStream())
                                    .anyMatch(
                                            each -> each.path("port").asString().equals(port)),
                    where,
                    "nobody listens at " + matcher.group());
        }
    }

    /** The names that the pods of a StatefulSet have in their Service. */
    List<String> podsOf(String set) {
        return found.all()
                .ofKind("StatefulSet")
                .filter(each -> each.name().equals(set))
                .flatMap(each -> IntStream.range(0, each.at("/spec/replicas").asInt())
                        .mapToObj(i -> set + "-" + i + "."
                                + each.at("/spec/serviceName").asString()))
                .toList();
    }
}
