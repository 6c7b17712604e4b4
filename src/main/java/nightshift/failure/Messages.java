package nightshift.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts placeholders where messages of the same cause differ. */
final class Messages {

    static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** What comes later in a message does not matter. */
    private static final int READ_MOST = 1_000;

    private static final int LENGTH_MOST = 300;

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private static final String UNITS =
            "(?:ns|nanos(?:econds?)?|[uµ]s|ms|millis(?:econds?)?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)";

    /** In this order: a placeholder has no digits and no quotes, so that no later rule changes it. */
    private static final List<Rule> RULES = List.of(
            Rule.of("\\s+", " "),
            Rule.of("\"[^\"]*\"", "\"<value>\""),
            Rule.of("(?<![\\w'])'[^']*'(?!\\w)", "'<value>'"),
            Rule.of("`[^`]*`", "`<value>`"),
            Rule.of("[“«„][^”»“]*[”»“]", "“<value>”"),
            Rule.of("(?<![\\w.+%-])[\\w.+%-]{1,64}@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}\\b", "<email>"),
            Rule.of(
                    "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?!\\d)",
                    "<time>"),
            Rule.of(
                    "\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?\\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
                            + "[a-z]*[ -]\\d{4}(?: \\d{2}:\\d{2}(?::\\d{2})?(?: (?:GMT|UTC|[+-]\\d{4}))?)?",
                    "<time>"),
            Rule.of("\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}\\b", "<time>"),
            Rule.of("\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?\\b", "<time>"),
            Rule.of("\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b", "<id>"),
            // a query differs from call to call
            Rule.of("(\\bhttps?://[^\\s?#)\\]>,;]+)[?#][^\\s)\\]>,;]*", "$1"),
            Rule.of("\\b(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?\\b", "<ip>"),
            Rule.of(
                    "\\[?(?<![\\w:])(?:(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){1,6}"
                            + "|[0-9a-fA-F]{1,4}::(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4})(?![\\w:])(?:\\](?::\\d{1,5})?)?",
                    "<ip>"),
            Rule.of("\\[::1?\\](?::\\d{1,5})?", "<ip>"),
            Rule.of("\\bP(?=\\d|T\\d)(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?\\b", "<duration>"),
            Rule.of(
                    "(?<![\\w.])\\d+(?:[.,]\\d+)? ?" + UNITS + "(?: \\d+(?:[.,]\\d+)? ?" + UNITS + ")*\\b",
                    "<duration>"),
            Rule.of("\\b([A-Za-z][\\w-]*(?:\\.[\\w-]+)+|localhost):\\d{1,5}\\b", "$1:<port>"),
            Rule.of("@[0-9a-f]{4,16}\\b", "@<id>"),
            Rule.of("\\b0[xX][0-9a-fA-F]+\\b", "<hex>"),
            Rule.of(
                    "(?i)\\b((?:\\w*(?:id|key|token|user|name|tenant|account|customer|session))=)[^\\s,;)\\]}<]+",
                    "$1<value>"),
            // long words with digits, and words of hexadecimal digits
            Rule.of("(?<![\\w<])(?=[A-Za-z_-]*\\d[A-Za-z_-]*\\d)(?=[\\d_-]*[A-Za-z])[\\w-]{12,}(?!\\w)", "<id>"),
            Rule.of("(?<![\\w<])(?=[a-fA-F]*\\d)[0-9a-fA-F]{8,}(?!\\w)", "<id>"));

    /** Numbers that tell causes apart, and words that have digits. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<kept>(?i:\\b(?:(?:exit|status|error|response|return|result|vendor)[ _-]?code|status|sqlstate|errno|http|signal|ora)"
                    + "[ :=(\\[#-]{0,3}\\d{1,5}\\b(?![.,]?\\d)"
                    + "|\\b(?:utf-?(?:8|16|32)|ipv[46]|http/?[123](?:\\.[01])?|tls ?v?1\\.[0-3]|sha-?(?:1|2|3|224|256|384|512)|md5|base(?:32|64)"
                    + "|x\\.?509|oauth2?|log4j2?|s3|ec2|k8s|i18n|iso-?8859-1?|rs256|es256|hs256|aes-?(?:128|256))\\b))"
                    + "|(?<![\\w.])[-+]?\\d+(?:[.,]\\d+)*|\\d+");

    private Messages() {}

    /** The message without ids, numbers, ports, quoted values, addresses, times and durations; at most 300 characters. */
    static String normalized(String message) {
        String text = message.length() <= READ_MOST ? message : message.substring(0, READ_MOST);
        for (Rule rule : RULES) {
            text = rule.apply(text);
        }
        text = NUMBER.matcher(text)
                .replaceAll(number -> number.group(1) != null ? Matcher.quoteReplacement(number.group(1)) : "<n>");
        text = CONTROL.matcher(text).replaceAll(" ").strip();
        return text.length() <= LENGTH_MOST ? text : text.substring(0, LENGTH_MOST - 1) + "…";
    }
}
