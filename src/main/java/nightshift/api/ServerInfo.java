package nightshift.api;

import java.util.List;

/**
 * This server.
 *
 * @param version of Nightshift
 * @param worker  id of its worker, as in the list of workers
 * @param roles   what it does: {@code api}, {@code worker}, {@code scheduler}
 */
public record ServerInfo(String version, String worker, List<String> roles) {
}
