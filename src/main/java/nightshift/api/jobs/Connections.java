package nightshift.api.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections whose clients are still there. The container cannot say: it notices that a client has gone only when it
 * reads or writes, and does neither while a request waits. Linux knows.
 */
final class Connections {

    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final int WORD = 8;

    private final List<Path> tables;

    Connections() {
        this(TABLES);
    }

    /** @param tables in the form of {@code /proc/net/tcp}; those that are not there are left out */
    Connections(List<Path> tables) {
        this.tables = tables;
    }

    /** The clients that have not closed their end; empty where the system does not show them. */
    Optional<Set<Peer>> open() {
        Set<Peer> open = new HashSet<>();
        boolean known = false;
        for (Path table : tables) {
            if (Files.isReadable(table)) {
                known = true;
                try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
                    lines.skip(1).forEach(line -> add(line.strip().split("\\s+"), open));
                } catch (IOException | UncheckedIOException e) {
                    return Optional.empty();
                }
            }
        }
        return known ? Optional.of(open) : Optional.empty();
    }

    /** A line has a number, the address of this server, the address of the client, and a state. */
    private static void add(String[] fields, Set<Peer> open) {
        if (fields.length > 3 && fields[3].equals(ESTABLISHED)) {
            String[] ours = fields[1].split(":");
            String[] client = fields[2].split(":");
            open.add(new Peer(address(client[0]), Integer.parseInt(client[1], 16), Integer.parseInt(ours[1], 16)));
        }
    }

    /** Words of four bytes, each with its last byte first. */
    private static InetAddress address(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int word = 0; word < hex.length(); word += WORD) {
            byte[] reversed = HexFormat.of().parseHex(hex.substring(word, word + WORD));
            for (int i = 0; i < reversed.length; i++) {
                bytes[word / 2 + i] = reversed[reversed.length - 1 - i];
            }
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
