package nightshift.job;

import java.util.List;
import java.util.stream.Stream;

/** Pointers into JSON (RFC 6901), as text. */
public final class JsonPointer {

    private JsonPointer() {}

    /**
     * The pointer to a member of an object.
     *
     * @param parent pointer to the object; empty text for the whole document
     */
    public static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * The names of the members along a pointer.
     *
     * @param pointer not to the whole document
     */
    public static List<String> names(String pointer) {
        return Stream.of(pointer.substring(1).split("/", -1))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
