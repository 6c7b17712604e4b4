package nightshift.api.status;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * This server.
 *
 * @param version of Nightshift
 * @param worker  id of its worker, as in the list of workers
 * @param roles   its roles: {@code api}, {@code worker}, {@code scheduler}
 * @param grafana address of its dashboards, without a slash at the end
 * @param auditInterval from the start of a self-audit to that of the next; empty if this server has it off
 */
public record ServerInfo(
        String version, String worker, List<String> roles, Optional<URI> grafana, Optional<Duration> auditInterval) {}
