package nightshift.failure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import nightshift.failure.Trait.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds the values of all fields in the args of a job. */
final class ArgsTraits {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TRAITS_MOST = 100;
    private static final int DEPTH_MOST = 8;
    /** Longer texts differ from job to job. Where one stands, the field is there all the same. */
    private static final int VALUE_MOST = 100;

    private static final String ELEMENT = "*";

    private ArgsTraits() {}

    /** The first 100 fields with their values; those that are deeper than 8 levels are left out. */
    static Set<Trait> of(String args) {
        Set<Trait> traits = new HashSet<>();
        Deque<String> path = new ArrayDeque<>();
        Deque<Boolean> inArray = new ArrayDeque<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), args)) {
            for (JsonToken token = json.nextToken();
                    token != null && traits.size() < TRAITS_MOST;
                    token = json.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> path.addLast(json.currentName());
                    case START_OBJECT -> {
                        enter(path, inArray);
                        inArray.addLast(false);
                    }
                    case START_ARRAY -> {
                        enter(path, inArray);
                        inArray.addLast(true);
                    }
                    case END_OBJECT, END_ARRAY -> {
                        inArray.removeLast();
                        leave(path, inArray);
                    }
                    default -> {
                        enter(path, inArray);
                        if (path.size() <= DEPTH_MOST) {
                            traits.add(new Trait(Kind.ARG, pointer(path), value(json.getString())));
                        }
                        leave(path, inArray);
                    }
                }
            }
        } catch (JacksonException e) { // the fields before count
            return traits;
        }
        return traits;
    }

    private static String value(String text) {
        return text.length() <= VALUE_MOST ? text : text.substring(0, VALUE_MOST) + "…";
    }

    private static void enter(Deque<String> path, Deque<Boolean> inArray) {
        if (!inArray.isEmpty() && inArray.peekLast()) {
            path.addLast(ELEMENT);
        }
    }

    /** A value has ended: the name of its field, or its place in an array, no longer stands in the path. */
    private static void leave(Deque<String> path, Deque<Boolean> inArray) {
        if (!path.isEmpty() && !inArray.isEmpty()) {
            path.removeLast();
        }
    }

    private static String pointer(Deque<String> path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
