package nightshift.observe.metrics;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Passes to the servlet filter what only JAX-RS knows: which call a request is, and when its answer was ready. */
@Provider
@Priority(RouteFilter.FIRST)
public class RouteFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** Runs before the caller is known: a refused caller also counts for this call. */
    static final int FIRST = 100;
    /** Attribute of the request: template of its path. */
    static final String ROUTE = "nightshift.route";
    /** Attribute of the request: {@link System#nanoTime()} when its answer was there. */
    static final String ANSWERED = "nightshift.answered";

    private static final Map<Method, String> ROUTES = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            String base = request.getUriInfo().getBaseUri().getPath();
            request.setProperty(
                    ROUTE, ROUTES.computeIfAbsent(method, call -> route(base, resource.getResourceClass(), call)));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        request.setProperty(ANSWERED, System.nanoTime());
    }

    private static String route(String base, Class<?> type, Method method) {
        Path path = method.getAnnotation(Path.class);
        String template =
                base.replaceAll("/$", "") + type.getAnnotation(Path.class).value() + (path == null ? "" : path.value());
        return template.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }
}
