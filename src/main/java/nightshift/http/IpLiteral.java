package nightshift.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses in their one usual form, and never asks a name server. */
final class IpLiteral {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    private IpLiteral() {}

    /**
     * The address, or empty if the text is anything else: a name, or a form such as {@code 127.1} or {@code 0177.0.0.1}
     * that programs read differently.
     *
     * @param text without brackets and zone
     */
    static Optional<InetAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets the JDK refuses what is not IPv6, instead of looking it up.
            return Optional.of(InetAddress.getByName(text.indexOf(':') < 0 ? text : "[" + text + "]"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether some program could take this host for an IPv4 address in an unusual form (WHATWG URL, "ends in a number"). */
    static boolean looksLikeNumber(String host) {
        return NUMBER.matcher(host).matches();
    }
}
