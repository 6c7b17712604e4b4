package nightshift.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is wrong with some objects, as checks of them find out. */
final class Findings {

    private final Manifests all;

    private final List<String> problems = new ArrayList<>();

    Findings(Manifests all) {
        this.all = all;
    }

    Manifests all() {
        return all;
    }

    List<String> problems() {
        return problems;
    }

    Stream<Manifest> selected(String namespace, JsonNode selector) {
        return all.workloads()
                .filter(each -> each.namespace().equals(namespace) && Labels.match(selector, each.podLabels()));
    }

    void must(boolean holds, Manifest manifest, String problem) {
        if (!holds) {
            problems.add(manifest + ": " + problem);
        }
    }
}
