package nightshift.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether a URL is one to call, as far as that can be said without asking a name server. Only {@link URI}
 * parses it, because it refuses forms that lenient parsers read in different ways.
 */
final class UrlCheck {

    private static final Pattern ASCII = Pattern.compile("[!-~]+");

    private final AddressGuard guard;

    UrlCheck(AddressGuard guard) {
        this.guard = guard;
    }

    /** What is wrong with the URL, its address included where it is written out; empty if nothing. */
    Optional<String> problem(String url) {
        return formProblem(url).or(() -> literal(host(URI.create(url))).flatMap(guard::refusal));
    }

    /** What is wrong with the URL whatever addresses may be called; empty if nothing. */
    static Optional<String> formProblem(String url) {
        if (!ASCII.matcher(url).matches()) {
            return Optional.of(
                    "must have only printable ASCII characters; others are percent-encoded, in host names as punycode");
        }
        try {
            URI uri = new URI(url);
            return form(uri).or(() -> port(uri)).or(() -> numberForm(host(uri)));
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL: " + e.getReason());
        }
    }

    private static Optional<String> form(URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("must begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            return Optional.of("must have no user name or password");
        }
        if (HostName.of(uri).isEmpty()) {
            return Optional.of(
                    "must have a host of letters, digits, dots, hyphens and underscores, or an IP address in its"
                            + " usual form");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("must have no fragment");
        }
        // A program that resolves it again would read it as an authority.
        if (uri.getRawPath().startsWith("//")) {
            return Optional.of("must have a path that does not begin with //");
        }
        return uri.toString().contains("%00") ? Optional.of("must have no NUL character") : Optional.empty();
    }

    private static Optional<String> port(URI uri) {
        int port = HostName.port(uri);
        if (port == 0 || port > 65_535) {
            return Optional.of("must have a port from 1 to 65535");
        }
        return ForeignPorts.contains(port)
                ? Optional.of("must not use port " + port + ", which belongs to a protocol other than HTTP")
                : Optional.empty();
    }

    private static Optional<String> numberForm(String host) {
        boolean number = host.indexOf(':') >= 0 || IpLiteral.looksLikeNumber(host);
        return number && literal(host).isEmpty()
                ? Optional.of(
                        "must have an IP address in its usual form, such as 192.0.2.7 or [2001:db8::7], without a zone")
                : Optional.empty();
    }

    /** The address that a host stands for if no name server has to be asked; {@code localhost} is one (RFC 6761). */
    private static Optional<InetAddress> literal(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.equals("localhost") || name.endsWith(".localhost")
                ? Optional.of(InetAddress.getLoopbackAddress())
                : IpLiteral.parse(host);
    }

    private static String host(URI uri) {
        return HostName.of(uri).orElseThrow();
    }
}
