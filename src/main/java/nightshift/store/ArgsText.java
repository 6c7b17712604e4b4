package nightshift.store;

import java.util.HexFormat;
import java.util.Locale;

/** Finds a text in args, which are JSON, without reading them as such. */
final class ArgsText {

    private static final int HEX_DIGITS = 4;

    private ArgsText() {}

    /** @param wanted in lower case */
    static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Whether it stands there as it is, or once escapes are resolved: some clients write all letters beyond ASCII as escapes. */
    static boolean mentions(String args, String wanted) {
        return contains(args, wanted) || args.indexOf('\\') >= 0 && contains(resolved(args), wanted);
    }

    private static String resolved(String args) {
        StringBuilder text = new StringBuilder(args.length());
        int at = 0;
        while (at < args.length()) {
            char next = args.charAt(at++);
            if (next != '\\' || at == args.length()) {
                text.append(next);
                continue;
            }
            char escaped = args.charAt(at++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) HexFormat.fromHexDigits(args, at, at + HEX_DIGITS));
                    at += HEX_DIGITS;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
