package nightshift.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word or a sign of a script. Comments and white space are left out.
 *
 * @param from where it begins in the text
 * @param to   where it ends
 * @param text what stands there
 */
record LuaToken(int from, int to, String text) {

    private static final Pattern TOKEN = Pattern.compile("(?<skipped>\\s+|--[^\\n]*|#![^\\n]*)"
            + "|'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\""
            + "|[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9A-Za-z.]*|\\.\\.\\.?|[=~<>]=|.");

    /**
     * The tokens of a script.
     *
     * @throws IllegalArgumentException if it uses long brackets, which no script needs
     */
    static List<LuaToken> of(String script) {
        List<LuaToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(script);
        for (int at = 0; at < script.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at || matcher.group().startsWith("--[[")) {
                throw new IllegalArgumentException("cannot be read from character " + at + " on");
            }
            if (matcher.group("skipped") == null) {
                tokens.add(new LuaToken(at, matcher.end(), matcher.group()));
            }
        }
        return tokens;
    }

    boolean is(String word) {
        return text.equals(word);
    }
}
