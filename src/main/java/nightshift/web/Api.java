package nightshift.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources, filters and mappers of this package, under one path. */
@ApplicationPath(Api.PATH)
public class Api extends Application {

    static final String PATH = "/api/v1";
    static final String SESSION_COOKIE = "nightshift-session";
}
