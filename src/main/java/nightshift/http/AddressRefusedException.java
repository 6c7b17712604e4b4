package nightshift.http;

import java.net.UnknownHostException;

/** A name led to an address that may not be called. */
final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
