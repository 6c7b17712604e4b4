package nightshift.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text with gaps that any text fits into.
 *
 * @param pieces what stands before, between, and after the gaps, at least one: {@code ["a", "b"]} is fitted by all texts that
 *               begin with {@code a} and end with {@code b}, and {@code ["a"]} only by {@code a}. Between two gaps, no piece is
 *               empty
 */
public record TextPattern(List<String> pieces) {

    /** @throws IllegalArgumentException if there is no piece */
    public TextPattern {
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a pattern has at least one piece");
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (i == 0 || i == pieces.size() - 1 || !pieces.get(i).isEmpty()) {
                kept.add(pieces.get(i));
            }
        }
        pieces = List.copyOf(kept);
    }

    /** A pattern that only this text fits. */
    public static TextPattern exactly(String text) {
        return new TextPattern(List.of(text));
    }

    /** The only text that fits; empty if there are others. */
    public Optional<String> exact() {
        return pieces.size() == 1 ? Optional.of(pieces.get(0)) : Optional.empty();
    }

    /** Whether a text fits; case matters. */
    public boolean fits(String text) {
        String first = pieces.get(0);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = pieces.get(pieces.size() - 1);
        int end = text.length() - last.length();
        if (!text.startsWith(first) || first.length() > end || !text.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int at = text.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }

    TextPattern lowerCase() {
        return new TextPattern(
                pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList());
    }
}
