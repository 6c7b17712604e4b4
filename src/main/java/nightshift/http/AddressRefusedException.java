package nightshift.http;

import java.net.UnknownHostException;

/** A name resolved to an address that must not be called. */
final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
