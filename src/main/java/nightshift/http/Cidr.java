package nightshift.http;

import java.net.InetAddress;
import java.util.Objects;

/**
 * A range of IP addresses.
 *
 * @param network first address
 * @param prefix  how many leading bits count, from 0 to 32 or 128
 */
public record Cidr(InetAddress network, int prefix) {

    /** @throws IllegalArgumentException if the prefix is out of range, or the network has bits set beyond it */
    public Cidr {
        Objects.requireNonNull(network);
        byte[] bytes = network.getAddress();
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException("prefix must be from 0 to " + bytes.length * 8);
        }
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new IllegalArgumentException("address has bits set beyond the prefix /" + prefix);
            }
        }
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; a single address stands for itself.
     *
     * @throws IllegalArgumentException if it is neither; the message contains the text
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is not an IP range such as 10.0.0.0/8"));
        try {
            int prefix = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new Cidr(network, prefix);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not an IP range such as 10.0.0.0/8: " + e.getMessage(), e);
        }
    }

    /** Whether the address is in this range. IPv4 and IPv6 are never in each other's ranges. */
    public boolean contains(InetAddress address) {
        byte[] net = network.getAddress();
        byte[] other = address.getAddress();
        if (net.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (net[i] != other[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || ((net[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
