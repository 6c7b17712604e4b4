package nightshift.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources, filters and mappers of the application, under one path. */
@ApplicationPath(Api.PATH)
public class Api extends Application {

    public static final String PATH = "/api/v1";
    public static final String NDJSON = "application/x-ndjson";
    public static final String SESSION_COOKIE = "nightshift-session";
}
