package nightshift.web.callers;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a page comes from: a scheme, a host and a port, which is left out where it is the usual one of the scheme.
 *
 * @param scheme {@code http} or {@code https}
 * @param place  host and port
 */
record Origin(String scheme, Authority place) {

    /** Reads the header {@code Origin}; nothing if it is {@code null} or not the origin of a web page. */
    static Optional<Origin> parse(String text) {
        int end = text.indexOf("://");
        String scheme = text.substring(0, Math.max(0, end)).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        return Authority.parse(text.substring(end + 3)).map(place -> new Origin(scheme, place.of(scheme)));
    }

    /** The origin of the pages at an address. */
    static Origin of(URI url) {
        return parse(url.getScheme() + "://" + url.getRawAuthority())
                .orElseThrow(() -> new IllegalArgumentException("not the address of a web site"));
    }

    String text() {
        return scheme + "://" + place.host()
                + (place.port().isPresent() ? ":" + place.port().getAsInt() : "");
    }

    /** Whether a request that names this host could have come here from this origin, whatever a proxy did to its scheme. */
    boolean isAt(Authority host) {
        return place.equals(host.of(scheme));
    }
}
