package nightshift.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an address may be called. Compares bytes with the special-purpose registries of IANA (RFC 6890) rather
 * than asking {@link InetAddress}, whose {@code isSiteLocalAddress} and friends miss half of them.
 */
final class AddressGuard {

    private static final List<Range> REFUSED = List.of(
            range("0.0.0.0/8", "this host"),
            range("10.0.0.0/8", "private"),
            range("100.64.0.0/10", "carrier-grade NAT"),
            range("127.0.0.0/8", "loopback"),
            range("168.63.129.16/32", "cloud metadata"),
            range("169.254.0.0/16", "link-local, cloud metadata"),
            range("172.16.0.0/12", "private"),
            range("192.0.0.0/24", "protocol assignments"),
            range("192.0.2.0/24", "documentation"),
            range("192.88.99.0/24", "6to4 relay"),
            range("192.168.0.0/16", "private"),
            range("198.18.0.0/15", "benchmarking"),
            range("198.51.100.0/24", "documentation"),
            range("203.0.113.0/24", "documentation"),
            range("224.0.0.0/4", "multicast"),
            range("255.255.255.255/32", "broadcast"),
            range("240.0.0.0/4", "reserved"),
            range("::/128", "unspecified"),
            range("::1/128", "loopback"),
            range("::/96", "IPv4-compatible"),
            range("64:ff9b:1::/48", "local NAT64"),
            range("100::/64", "discard"),
            range("2001::/32", "Teredo"),
            range("2001::/23", "protocol assignments"),
            range("2001:db8::/32", "documentation"),
            range("2002::/16", "6to4"),
            range("3fff::/20", "documentation"),
            range("5f00::/16", "segment routing"),
            range("fc00::/7", "unique local"),
            range("fe80::/10", "link-local"),
            range("fec0::/10", "site-local"),
            range("ff00::/8", "multicast"));

    private static final Range UNASSIGNED = range("::/0", "not global unicast");
    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
    // Behind DNS64 every IPv4 host has an address in this range, so it stands for the IPv4 address inside.
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

    private final List<Cidr> allow;

    /** @param allow ranges that may always be called */
    AddressGuard(List<Cidr> allow) {
        this.allow = List.copyOf(allow);
    }

    /** Why the address must not be called; empty if it may be. */
    Optional<String> refusal(InetAddress address) {
        if (allow.stream().anyMatch(range -> range.contains(address))) {
            return Optional.empty();
        }
        if (NAT64.contains(address)) {
            return refusal(inner(address));
        }
        return REFUSED.stream()
                .filter(range -> range.cidr.contains(address))
                .findFirst()
                .or(() -> Optional.of(UNASSIGNED)
                        .filter(range -> range.cidr.contains(address) && !GLOBAL_UNICAST.contains(address)))
                .map(range -> "address " + address.getHostAddress() + " is in the range " + range.text + " ("
                        + range.what + "), which is not called unless NIGHTSHIFT_HTTP_ALLOW names it");
    }

    private static InetAddress inner(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static Range range(String cidr, String what) {
        return new Range(cidr, Cidr.parse(cidr), what);
    }

    private record Range(String text, Cidr cidr, String what) {}
}
