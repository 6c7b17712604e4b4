package nightshift.format.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nightshift.job.JobState;
import nightshift.store.Condition;
import nightshift.store.Condition.Between;
import nightshift.store.Condition.Count;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.Condition.Mentions;
import nightshift.store.Condition.Number;
import nightshift.store.Condition.Time;
import nightshift.store.Condition.Where;
import nightshift.store.JobFilter;
import nightshift.store.TextPattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes and reads filters that are made at random, from seeds that stay the same. */
class FilterRoundTripTest {

    private static final int ROUNDS = 20_000;
    private static final String NAME = "abcXYZ019._-";
    private static final String ANY = "ab -*,\"\\:<>=()|é😀";

    private final Random random = new Random(7);

    @Test
    void whatIsWrittenIsReadAsTheSameFilter() {
        for (int i = 0; i < ROUNDS; i++) {
            JobFilter filter = filter();
            String text = FilterText.write(filter);

            assertThat(FilterText.readWritten(text)).as(text).isEqualTo(filter);
            assertThat(FilterText.write(FilterText.readWritten(text))).isEqualTo(text);
        }
    }

    @Test
    void whatIsStoredIsReadAsTheSameFilter() {
        for (int i = 0; i < ROUNDS; i++) {
            JobFilter filter = filter();
            StringWriter text = new StringWriter();
            try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
                out.writeStartObject();
                FilterJson.write(out, filter);
                out.writeEndObject();
            }

            assertThat(FilterJson.read(text.toString())).as("%s", text).isEqualTo(filter);
        }
    }

    /** Any text is a filter that narrows, or is refused with a reason. */
    @Test
    void noTextIsEveryJob() {
        String alphabet = "state:dead queue,*\"\\-<>=012 id:tag";
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(alphabet, 30);
            Throwable refused = catchThrowable(
                    () -> assertThat(FilterText.read(text, Instant.EPOCH)).isNotEqualTo(JobFilter.ALL));

            assertThat(refused == null || refused instanceof IllegalArgumentException)
                    .as("%s: %s", text, refused)
                    .isTrue();
        }
    }

    private JobFilter filter() {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (int i = random.nextInt(4); i > 0; i--) {
            states.add(any(JobState.values()));
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            conditions.add(condition());
        }
        return new JobFilter(states, conditions);
    }

    private Condition condition() {
        return switch (random.nextInt(4)) {
            case 0 -> new Between(any(Time.values()), instant(true), instant(false));
            case 1 -> count();
            case 2 -> new Mentions(any(Where.values()), text(ANY, 20), random.nextBoolean());
            default -> matches(any(Field.values()));
        };
    }

    private Optional<Instant> instant(boolean always) {
        return always || random.nextBoolean()
                ? Optional.of(Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)))
                : Optional.empty();
    }

    private Count count() {
        Number of = any(Number.values());
        int least = of == Number.PRIORITY ? 1 : 0;
        int most = of == Number.PRIORITY ? 9 : Integer.MAX_VALUE;
        int one = least + random.nextInt(10);
        return random.nextBoolean()
                ? new Count(of, Math.min(one, 9), most)
                : new Count(of, least, Math.min(one + random.nextInt(3), 9));
    }

    private Matches matches(Field field) {
        Set<TextPattern> anyOf = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            anyOf.add(pattern(field));
        }
        return new Matches(field, anyOf, random.nextBoolean());
    }

    private TextPattern pattern(Field field) {
        return switch (field) {
            case FAILURE -> TextPattern.exactly(String.format(java.util.Locale.ROOT, "%016x", random.nextLong()));
            case ID -> pieces("0123456789abcdef-");
            case HOST -> pieces("abc.:[]");
            case TAG, KEY -> pieces(ANY);
            default -> random.nextBoolean() ? TextPattern.exactly("a" + text(NAME, 8)) : pieces(NAME);
        };
    }

    private TextPattern pieces(String alphabet) {
        List<String> pieces = new ArrayList<>(List.of("a" + text(alphabet, 6)));
        for (int i = random.nextInt(3); i > 0; i--) {
            pieces.add(random.nextInt(3) == 0 ? "" : text(alphabet, 6));
        }
        return new TextPattern(pieces);
    }

    private String text(String alphabet, int longest) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i >= 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
