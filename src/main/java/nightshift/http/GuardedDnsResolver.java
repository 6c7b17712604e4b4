package nightshift.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host once per connection and hands out addresses only if every one of them may be called. The client
 * connects to exactly these, so a name that changes its address in between has no effect.
 */
final class GuardedDnsResolver implements DnsResolver {

    private final NameLookup names;
    private final AddressGuard guard;

    GuardedDnsResolver(NameLookup names, AddressGuard guard) {
        this.names = names;
        this.guard = guard;
    }

    @Override
    public InetAddress[] resolve(String decoded) throws UnknownHostException {
        String host = ascii(decoded);
        InetAddress[] addresses = names.lookup(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            Optional<String> refusal = guard.refusal(address);
            if (refusal.isPresent()) {
                throw new AddressRefusedException(host + ": " + refusal.get());
            }
        }
        return addresses;
    }

    private static String ascii(String host) throws UnknownHostException {
        try {
            return HostName.ascii(host);
        } catch (IllegalArgumentException e) {
            throw new UnknownHostException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
