package nightshift.web.callers;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.security.Principal;
import nightshift.access.Access;
import nightshift.access.Permission;
import nightshift.web.Api;

/** Lets a request through only if its sender may make it. A method without an annotation is for admins. */
@Provider
@Dependent
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    // by field: RESTEasy makes providers by a constructor without arguments
    @Inject
    private Access access;

    @Inject
    private PublicAddress address;

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext context) {
        Callers.Request request = request(context);
        Callers callers = new Callers(access, address);
        callers.requireOwnOrigin(request);
        Method method = resource.getResourceMethod();
        if (method == null || method.isAnnotationPresent(Open.class)) {
            return;
        }
        nightshift.access.Principal principal =
                context.getProperty(Callers.IDENTITY) instanceof Callers.Identity identity
                        ? identity.require()
                        : callers.identify(request);
        Needs needs = method.getAnnotation(Needs.class);
        callers.require(principal, needs == null ? Permission.ADMINISTER : needs.value());
        context.setSecurityContext(
                new Caller(principal, context.getSecurityContext().isSecure()));
    }

    private static Callers.Request request(ContainerRequestContext context) {
        Cookie session = context.getCookies().get(Api.SESSION_COOKIE);
        return new Callers.Request(
                context.getMethod(),
                context.getHeaderString(HttpHeaders.AUTHORIZATION),
                session == null ? null : session.getValue(),
                context.getHeaderString("Origin"),
                context.getHeaderString("Sec-Fetch-Site"),
                context.getHeaderString(HttpHeaders.HOST));
    }

    /** The sender, for resources that ask. */
    record Caller(nightshift.access.Principal principal, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return principal::name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return principal.role().label().equals(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }
}
