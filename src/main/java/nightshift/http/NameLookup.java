package nightshift.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the system for the addresses of a host. */
@FunctionalInterface
interface NameLookup {

    /** At least one address. Waits as long as the system's resolver does. */
    InetAddress[] lookup(String host) throws UnknownHostException;
}
