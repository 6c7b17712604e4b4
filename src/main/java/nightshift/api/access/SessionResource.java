package nightshift.api.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import nightshift.access.Access;
import nightshift.access.Permission;
import nightshift.access.Principal;
import nightshift.access.Role;
import nightshift.access.Session;
import nightshift.access.SignIn;
import nightshift.api.answer.AnswerJson;
import nightshift.api.answer.SessionAnswer;
import nightshift.web.Api;
import nightshift.web.Json;
import nightshift.web.Problem;
import nightshift.web.RecordBody;
import nightshift.web.callers.Needs;
import nightshift.web.callers.Open;
import nightshift.web.callers.PublicAddress;

/** Signing in to the console, and out. */
@Path("/session")
@Dependent
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private final Access access;
    private final PublicAddress address;

    /** The resource of the accounts that {@code access} knows, for browsers that find this server at {@code address}. */
    @Inject
    public SessionResource(Access access, PublicAddress address) {
        this.access = access;
        this.address = address;
    }

    /** Signs in. */
    @POST
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(@Context SecurityContext connection, @Context HttpHeaders headers, InputStream in)
            throws IOException {
        Credentials credentials = RecordBody.read(in.readAllBytes(), Credentials.class, "Nobody was signed in");
        SignIn answer = access.signIn(credentials.username(), credentials.password());
        if (answer instanceof SignIn.SignedIn signedIn) {
            return Response.ok(json(signedIn.principal()))
                    .header(
                            HttpHeaders.SET_COOKIE,
                            cookie(signedIn.token(), Session.LONGEST.toSeconds(), isSecure(connection, headers)))
                    .build();
        }
        if (answer instanceof SignIn.Throttled throttled) {
            throw Problem.tooMany("Too many sign-in attempts.", throttled.retryAfter())
                    .exception();
        }
        throw new Problem(401, "The user name or the password is wrong.").exception();
    }

    /** Who is signed in. */
    @GET
    @Needs(Permission.READ)
    public Json session(@Context SecurityContext caller) {
        for (Role role : Role.values()) {
            if (caller.isUserInRole(role.label())) {
                return json(new Principal(caller.getUserPrincipal().getName(), role));
            }
        }
        throw new IllegalStateException("a caller without a role was let through");
    }

    /** Signs out. */
    @DELETE
    @Open
    public Response signOut(
            @CookieParam(Api.SESSION_COOKIE) String token,
            @Context SecurityContext connection,
            @Context HttpHeaders headers) {
        if (token != null) {
            access.signOut(token);
        }
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", 0, isSecure(connection, headers)))
                .build();
    }

    private boolean isSecure(SecurityContext connection, HttpHeaders headers) {
        return address.isSecure(
                connection.isSecure(), headers.getHeaderString("Origin"), headers.getHeaderString(HttpHeaders.HOST));
    }

    private static String cookie(String token, long seconds, boolean secure) {
        return Api.SESSION_COOKIE + "=" + token + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    private static Json json(Principal principal) {
        return AnswerJson.of(SessionAnswer.of(principal));
    }
}
