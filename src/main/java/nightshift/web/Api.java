package nightshift.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources, filters and mappers of the application, under one path. */
@ApplicationPath(Api.PATH)
public class Api extends Application {

    /** The path below which all calls are. */
    public static final String PATH = "/api/v1";
    /** The media type of one JSON value on each line. */
    public static final String NDJSON = "application/x-ndjson";
    /** The name of the cookie that has the token of a session. */
    public static final String SESSION_COOKIE = "nightshift-session";
}
