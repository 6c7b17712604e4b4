package nightshift.failure;

import java.util.List;
import java.util.regex.Pattern;

/** Puts placeholders where messages of the same cause differ. */
final class Messages {

    static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** What comes later in a message does not matter. */
    private static final int READ_MOST = 1_000;

    private static final int LENGTH_MOST = 300;

    /** Stands for any digit. */
    private static final char DIGIT = '0';

    /** @param needs a character without which nothing is to be replaced; most messages lack most of them */
    private record Rule(char needs, Pattern pattern, String replacement) {

        static Rule of(char needs, String pattern, String replacement) {
            return new Rule(needs, Pattern.compile(pattern), replacement);
        }

        String apply(String text) {
            boolean isNeeded = needs == DIGIT ? hasDigit(text) : text.indexOf(needs) >= 0;
            return isNeeded ? pattern.matcher(text).replaceAll(replacement) : text;
        }

        private static boolean hasDigit(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final String MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String HEX = "[0-9a-fA-F]";
    private static final String UNITS =
            "(?:[nmuµ]?s|(?:nano|micro|milli)(?:s|seconds?)|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)";
    private static final String AMOUNT = "\\d+(?:[.,]\\d+)? ?" + UNITS;

    /** In this order. A placeholder has no digits, so that no later rule changes it. */
    private static final List<Rule> RULES = List.of(
            Rule.of('"', "\"[^\"]*\"", "\"<value>\""),
            Rule.of('\'', "(?<![\\w'])'[^']*'(?!\\w)", "'<value>'"),
            Rule.of('`', "`[^`]*`", "`<value>`"),
            Rule.of('”', "[“„][^”]*”", "“<value>”"),
            Rule.of('@', "(?<![\\w.+%-])[\\w.+%-]{1,64}@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}\\b", "<email>"),
            Rule.of('@', "@[0-9a-f]{4,16}\\b", "@<id>"),
            // a query differs from call to call
            Rule.of(':', "(\\bhttps?://[^\\s?#)\\]>,;]+)[?#][^\\s)\\]>,;]*", "$1"),
            Rule.of(
                    '-',
                    "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?!\\d)",
                    "<time>"),
            Rule.of('-', "\\b" + HEX + "{8}-(?:" + HEX + "{4}-){3}" + HEX + "{12}\\b", "<id>"),
            Rule.of(
                    DIGIT,
                    "\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?\\d{1,2}[ -]" + MONTHS
                            + "[a-z]*[ -]\\d{4}(?: \\d{2}:\\d{2}(?::\\d{2})?(?: (?:GMT|UTC|[+-]\\d{4}))?)?",
                    "<time>"),
            // versions in four parts look the same as addresses, with larger numbers; they are no dates
            Rule.of('.', "\\b(?:\\d{1,9}\\.){3}\\d{1,9}(?::\\d{1,5})?\\b", "<ip>"),
            Rule.of(DIGIT, "\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}\\b", "<time>"),
            Rule.of(':', "\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?\\b", "<time>"),
            Rule.of(
                    ':',
                    "\\[?(?<![\\w:])(?:(?:" + HEX + "{1,4}:){2,7}(?::?" + HEX + "{1,4}){1,6}|" + HEX + "{1,4}::(?:"
                            + HEX + "{1,4}:){0,6}" + HEX + "{1,4})(?![\\w:])(?:\\](?::\\d{1,5})?)?",
                    "<ip>"),
            Rule.of(':', "\\b([A-Za-z][\\w-]*(?:\\.[\\w-]+)+|localhost):\\d{1,5}\\b", "$1:<port>"),
            Rule.of('P', "\\bP(?=\\d|T\\d)(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?\\b", "<duration>"),
            Rule.of(DIGIT, "(?<![\\w.])" + AMOUNT + "(?: " + AMOUNT + ")*\\b", "<duration>"),
            Rule.of('x', "\\b0x" + HEX + "+\\b", "<hex>"),
            Rule.of(
                    '=',
                    "(?i)\\b(\\w{0,20}(?:id|key|token|user|name|tenant|account|customer|session)=)[^\\s,;)\\]}<]+",
                    "$1<value>"),
            // long words with digits, and words of hexadecimal digits
            Rule.of(
                    DIGIT,
                    "(?<![\\w<-])(?=[A-Za-z_-]*\\d[A-Za-z_-]*\\d)(?=[\\d_-]*[A-Za-z])[\\w-]{12,}(?!\\w)",
                    "<id>"),
            Rule.of(DIGIT, "(?<![\\w<])(?=[a-fA-F]*\\d)" + HEX + "{8,}(?!\\w)", "<id>"));

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])[-+]?\\d+(?:[.,]\\d+)*|\\d+");
    /** Words before a number that is part of the cause. */
    private static final Pattern CODE = Pattern.compile(
            "(?i)(?:\\b(?:exit|status|error|response|return|result|vendor)[ _-]?code|\\bstatus|\\bsqlstate|\\berrno|\\bhttp|\\bsignal|\\bora)"
                    + "[ :=(\\[#-]{0,3}$");
    /** Words that have digits. */
    private static final Pattern NAME = Pattern.compile(
            "(?i)\\b(?:utf-?|ipv|http/?|tls ?v?|sha-?|md|base|x\\.?|oauth|log|iso-?|[reh]s|aes-?|xn--[\\w-]*)$");

    private static final int CODE_LENGTH = 5;
    private static final int LOOK_BACK = 30;

    private Messages() {}

    /** The message without ids, numbers, ports, quoted values, addresses, times and durations; at most 300 characters. */
    static String normalized(String message) {
        String text = message.length() <= READ_MOST ? message : message.substring(0, READ_MOST);
        text = BLANKS.matcher(text).replaceAll(" ");
        for (Rule rule : RULES) {
            text = rule.apply(text);
        }
        String before = text;
        text = NUMBER.matcher(text)
                .replaceAll(number -> isKept(before, number.start(), number.group()) ? "$0" : "<n>")
                .strip();
        return text.length() <= LENGTH_MOST ? text : text.substring(0, LENGTH_MOST - 1) + "…";
    }

    private static boolean isKept(String text, int at, String number) {
        String front = text.substring(Math.max(0, at - LOOK_BACK), at);
        boolean isShort = number.length() <= CODE_LENGTH;
        return isShort && CODE.matcher(front).find()
                || isShort && !number.contains(",") && NAME.matcher(front).find();
    }
}
