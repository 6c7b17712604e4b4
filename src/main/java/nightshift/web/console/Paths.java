package nightshift.web.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Separates the console's addresses from its files and from the API. */
final class Paths {

    // The second line: addresses of server features that are off. Clients that probe for them must get that answer.
    private static final Set<String> NOT_CONSOLE =
            Set.of("api", "assets", "health", "metrics", "openapi", "ibm", "jwt", "adminCenter", "IBMJMXConnectorREST");

    private Paths() {}

    /** The requested path, decoded. For a file, the server puts it in either of the two parts. */
    static String of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    /** Whether a path is answered by the API. */
    static boolean isCall(String path) {
        return path.startsWith("/api/v1/");
    }

    /** Whether a path is one that the console's router knows about rather than a file or a call. */
    static boolean isConsoleRoute(String path) {
        return path.equals("/") || !NOT_CONSOLE.contains(first(path)) && !isFile(path);
    }

    // Names of queues have dots too, but only files have one of these endings.
    private static boolean isFile(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches(".+\\.(?:html|js|mjs|css|map|json|svg|png|ico|jpg|webp|txt|xml|woff2|webmanifest)");
    }

    private static String first(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
    }
}
