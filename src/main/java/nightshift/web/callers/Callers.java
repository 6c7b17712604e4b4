package nightshift.web.callers;

import java.util.Optional;
import java.util.Set;
import nightshift.access.Access;
import nightshift.access.AuthFailure;
import nightshift.access.Permission;
import nightshift.access.Principal;
import nightshift.store.StoreUnavailable;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/** Finds out who makes a request, and whether that is allowed. */
public final class Callers {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * The credentials in a request; missing ones are null.
     *
     * @param method    HTTP method
     * @param key       header {@code Authorization}
     * @param session   cookie of the console
     * @param origin    header {@code Origin}
     * @param fetchSite header {@code Sec-Fetch-Site}
     * @param host      header {@code Host}
     */
    public record Request(String method, String key, String session, String origin, String fetchSite, String host) {}

    /** Attribute of a request whose sender was looked at before JAX-RS: an {@link Identity}. */
    public static final String IDENTITY = "nightshift.identity";

    /**
     * The identity of a sender, or why it is unknown.
     *
     * @param principal null if the sender is not known
     * @param refusal   null if it is
     */
    public record Identity(Principal principal, RuntimeException refusal) {

        /** Whether the request has valid credentials. */
        public boolean isKnown() {
            return principal != null;
        }

        /** @throws RuntimeException the refusal, if the sender is not known */
        Principal require() {
            if (refusal != null) {
                throw refusal;
            }
            return principal;
        }
    }

    private final Access access;
    private final PublicAddress address;

    /** Checks the credentials of requests by these accounts, and their origin by this address. */
    public Callers(Access access, PublicAddress address) {
        this.access = access;
        this.address = address;
    }

    /** Finds out who sent a request, or why the sender is unknown. */
    public Identity lookAt(Request request) {
        try {
            return new Identity(identify(request), null);
        } catch (ProblemException | StoreUnavailable e) {
            return new Identity(null, e);
        }
    }

    /** @throws ProblemException with 401 if it cannot be found out */
    public Principal identify(Request request) {
        Optional<Principal> principal;
        if (request.key != null) {
            Optional<String> key = bearer(request.key);
            if (key.isEmpty()) {
                access.failed(AuthFailure.BAD_KEY);
            }
            principal = key.flatMap(access::authenticate);
        } else if (request.session != null) {
            principal = access.session(request.session);
        } else {
            access.failed(AuthFailure.NO_CREDENTIALS);
            throw new Problem(401, "This call needs an API key or a sign-in.").exception();
        }
        return principal.orElseThrow(
                () -> new Problem(401, request.key != null ? "The API key is not valid." : "The session has ended.")
                        .exception());
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }

    /** @throws ProblemException with 403 if not */
    public void require(Principal principal, Permission permission) {
        if (!principal.role().may(permission)) {
            access.failed(AuthFailure.FORBIDDEN);
            throw new Problem(403, "A " + principal.role().label() + " cannot do this.").exception();
        }
    }

    /**
     * Keeps other sites from using a browser's cookie. The scheme is compared with the public address only: behind a proxy
     * that ends TLS, the request itself does not show it.
     *
     * @throws ProblemException with 403 if the request may come from another site
     */
    public void requireOwnOrigin(Request request) {
        if (HARMLESS.contains(request.method) || request.key != null) {
            return;
        }
        boolean own = request.origin == null
                ? request.session == null || "same-origin".equals(request.fetchSite)
                : Origin.parse(request.origin)
                        .filter(origin -> isOwn(origin, request.host))
                        .isPresent();
        if (!own) {
            access.failed(AuthFailure.OTHER_SITE);
            throw new Problem(403, "The request comes from another site.").exception();
        }
    }

    private boolean isOwn(Origin origin, String host) {
        return address.is(origin)
                || host != null && Authority.parse(host).filter(origin::isAt).isPresent();
    }
}
