package nightshift.web.callers;

import java.net.URI;
import java.util.Optional;

/**
 * Where browsers find this installation, if an operator has said so: behind a proxy, the host and the scheme of a
 * request can be those of the proxy.
 */
public final class PublicAddress {

    private final Optional<Origin> origin;

    /**
     * The address that is set.
     *
     * @param url scheme, host and perhaps a port; empty if none is set
     * @throws IllegalArgumentException if there is more to it
     */
    public PublicAddress(Optional<URI> url) {
        if (url.filter(address -> !address.getRawPath().isEmpty()).isPresent()) {
            throw new IllegalArgumentException(
                    "must not have a path: the console and the API are at the root of a host");
        }
        this.origin = url.map(Origin::of);
    }

    /** Scheme, host and port, without a slash at the end; empty if no address is set. */
    public Optional<String> text() {
        return origin.map(Origin::text);
    }

    /** Whether this is the installation's own origin. */
    boolean is(Origin other) {
        return origin.filter(other::equals).isPresent();
    }

    /**
     * Whether the browser that sent a request speaks TLS, as far as that can be known behind a proxy that ends it.
     *
     * @param isSecure   whether the connection to this server has TLS
     * @param from       header {@code Origin}, null if there is none
     * @param host       header {@code Host}, null if there is none
     */
    public boolean isSecure(boolean isSecure, String from, String host) {
        if (isSecure || origin.isEmpty() || !origin.get().scheme().equals("https")) {
            return isSecure;
        }
        return from != null
                ? Origin.parse(from).filter(this::is).isPresent()
                : host != null
                        && Authority.parse(host).filter(origin.get()::isAt).isPresent();
    }
}
