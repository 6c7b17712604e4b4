package nightshift.imports.rows;

import java.util.List;
import java.util.stream.Stream;

/** JSON Pointers (RFC 6901) as names of members. */
final class JsonPointers {

    private JsonPointers() {}

    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static List<String> steps(String pointer) {
        return Stream.of(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
