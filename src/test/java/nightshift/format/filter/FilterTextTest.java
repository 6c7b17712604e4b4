package nightshift.format.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import nightshift.store.JobFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.250Z");

    private static JobFilter read(String text) {
        return FilterText.read(text, NOW);
    }

    /** What a text means shows in its one form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "state:dead | state:dead",
                "State:DEAD,Ready | state:ready,dead",
                "state:dead state:ready | state:ready,dead",
                "-state:dead,ready -state:succeeded | state:scheduled,blocked,running,retrying,cancelled,expired",
                "state:dead,ready -state:dead | state:ready",
                "queue:billing* task:http.request | queue:billing* task:http.request",
                "queue:b,a | queue:a,b",
                "queue:bill* queue:*eu | queue:bill* queue:*eu",
                "-queue:a,b | -queue:a,b",
                "task:a:b | task:a:b",
                "tag:tenant=7 tag:red | tag:tenant=7 tag:red",
                "tag:\"a b\"* | tag:\"a b\"*",
                "tag:a\\ b | tag:\"a b\"",
                "tag:\"a*b\" | tag:\"a*b\"",
                "tag:a\\*b | tag:\"a*b\"",
                "tag:\"say \\\"hi\\\"\",\"a,b\" | tag:\"a,b\",\"say \\\"hi\\\"\"",
                "tag:* | tag:*",
                "-key:* | -key:*",
                "key:a:b<c> | key:a:b<c>",
                "schedule:nightly | schedule:nightly",
                "host:API.example.com:8080 | host:api.example.com:8080",
                "host:[::1] | host:[::1]",
                "failure:0123456789ABCDEF | failure:0123456789abcdef",
                "id:01A22C9A | id:01a22c9a",
                "01a22c9a-1eca-7046-94e4-d4347f39cbf5 | id:01a22c9a-1eca-7046-94e4-d4347f39cbf5",
                "\"01a22c9a-1eca-7046-94e4-d4347f39cbf5\" | \"01a22c9a-1eca-7046-94e4-d4347f39cbf5\"",
                "\"connection reset\" | \"connection reset\"",
                "timeout | \"timeout\"",
                "-timeout | -\"timeout\"",
                "tenant=7 | \"tenant=7\"",
                "a\\:b | \"a:b\"",
                "error:timeout -args:\"a b\" q:x | error:timeout -args:\"a b\" q:x",
                "error:- | error:-",
                "or | \"or\"",
                "\"OR\" | \"OR\"",
                "created>-2h | created>=2026-11-30T10:00:00.251Z",
                "created>=-90s | created>=2026-11-30T11:58:30.250Z",
                "created<-7d | created<2026-11-23T12:00:00.250Z",
                "created<=-1w | created<2026-11-23T12:00:00.251Z",
                "created>2026-11-24 | created>=2026-11-25T00:00:00Z",
                "created>=2026-11-24 | created>=2026-11-24T00:00:00Z",
                "created<2026-11-24 | created<2026-11-24T00:00:00Z",
                "created<=2026-11-24 | created<2026-11-25T00:00:00Z",
                "created:2026-11-24 | created>=2026-11-24T00:00:00Z created<2026-11-25T00:00:00Z",
                "ended>2026-11-24T10:00:00+02:00 | ended>=2026-11-24T08:00:00.001Z",
                "created>=2026-11-24T10:00:00.0005Z | created>=2026-11-24T10:00:00.001Z",
                "created<2026-11-24T10:00:00.0005Z | created<2026-11-24T10:00:00.001Z",
                "created>-2h created<-1h | created>=2026-11-30T10:00:00.251Z created<2026-11-30T11:00:00.250Z",
                "created<=9999-12-31 | created<9999-12-31T23:59:59.999999999Z",
                "created>=0000-01-01 | created>=0000-01-01T00:00:00Z",
                "created>=-3650d | created>=2016-12-02T12:00:00.250Z",
                "attempts>3 | attempts>=4",
                "attempts>=2 attempts<5 | attempts>=2 attempts<=4",
                "attempts:3 | attempts:3",
                "priority<=3 | priority<=3",
                "priority>9 | priority>9",
                "attempts<0 | attempts<0",
            })
    void aTextHasOneMeaning(String text, String oneForm) {
        JobFilter filter = read(text);

        assertThat(FilterText.write(filter)).isEqualTo(oneForm);
        assertThat(read(oneForm)).isEqualTo(filter);
    }

    @Test
    void spacesAroundTermsDoNotMatter() {
        assertThat(read(" \tstate:dead \r\n queue:a ")).isEqualTo(read("state:dead queue:a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "stat:dead | characters 1 to 9, stat:dead: there is no field \"stat\". Did you mean state?",
                "queue:a foo:b | characters 9 to 13, foo:b: there is no field \"foo\". To look for this as text, put it in"
                        + " quotes. Fields are state, queue,",
                "10:30 | characters 1 to 5, 10:30: there is no field \"10\".",
                "a>b | there is no field \"a\".",
                ":x | there is no field \"\".",
                "state=dead | Did you mean state:dead?",
                "state: | characters 1 to 6, state:: a value is missing",
                "queue:a state: task:b | characters 9 to 14, state:: a value is missing",
                "queue: a | characters 1 to 6, queue:: a value is missing",
                "queue:a, | character 8, ,: a value is missing",
                "queue:,a | character 7, ,: a value is missing",
                "queue:a,,b | character 8, ,: a value is missing",
                "tag:\"\" | a value is missing",
                "\"\" | a value is missing",
                "- | a hyphen negates the term right after it",
                "- state:dead | character 1, -: a hyphen negates",
                "--state:dead | there is no field \"-state\". Did you mean state?",
                "\"connection reset | characters 1 to 17, \"connection reset: the quote is not closed",
                "queue:a \"b | characters 9 to 10, \"b: the quote is not closed",
                "tag:a\"b | character",
                "a\\ | character 2, \\: a backslash needs a character after it",
                "state:failed | characters 7 to 12, failed: there is no such state. Did you mean dead? States are",
                "state:canceled | Did you mean cancelled?",
                "state:succeded | Did you mean succeeded?",
                "state:dead,done | characters 12 to 15, done: there is no such state. Did you mean succeeded?",
                "state:xyzzy | there is no such state. States are scheduled,",
                "state:de* | characters 7 to 9, de*: a state is written without *",
                "state>dead | takes a colon: state:",
                "state:dead -state:dead | characters 12 to 22, -state:dead: with the other terms, this leaves no state",
                "-state:scheduled,ready,blocked,running,retrying,succeeded,dead,cancelled,expired | leaves no state",
                "queue:* | every job has this, so leave the term out",
                "-queue:* | every job has this",
                "task:** | every job has this",
                "id:* | every job has this",
                "queue:a/b | characters 7 to 9, a/b: a queue's name has A-Z",
                "queue:-a | must be 1 to 100 characters",
                "queue:a queue:b | characters 9 to 15, queue:b: a job has only one queue",
                "queue:a,b queue:b,c queue:a | characters 21 to 27, queue:a: a job has only one queue",
                "key:a key:b | For any of several, write key:one,other",
                "task:a,b/c | characters 8 to 10, b/c: a task's name has",
                "host:https://api.example.com | a host is written without https://",
                "id:xyz | an id has 0-9, a-f and hyphens only",
                "failure:123 | characters 9 to 11, 123: a failure group is written as its 16 hexadecimal digits",
                "failure:0123456789abcde* | without *",
                "queue>a | takes a colon, such as queue:mail",
                "conn* | text is found wherever it stands, so leave the * out",
                "error:a*b | leave the * out",
                "a,b | a comma separates the values of a field",
                "error:a,b | takes one value",
                "dead OR ready | characters 6 to 7, OR: all terms must hold",
                "state:dead AND queue:a | characters 12 to 14, AND: all terms must hold",
                "created:-2h | Write created>-2h or created<-2h",
                "created>2 | characters 1 to 9, created>2: a time is written as -2h",
                "created>-2y | a time is written as",
                "created>2h | a time is written as",
                "created>-3651d | a time lies at most 3650d back",
                "created>-999999w | a time lies at most 3650d back",
                "created>2026-02-30 | a time is written as",
                "created>2026-11-24T10:00:00 | a time is written as",
                "created>-1h,-2h | takes one value",
                "created>-2* | a time is written as",
                "created> | a value is missing",
                "created>=>-2h | a time is written as",
                "-created>-2h | a comparison cannot be negated. Turn it around instead: created<=…",
                "-attempts>3 | a comparison cannot be negated",
                "attempts>x | must compare with a whole number from 0 to 9999",
                "attempts>-1 | must compare with a whole number",
                "attempts>99999 | must compare with a whole number",
                "priority:0 | must compare with a whole number from 1 to 9",
                "priority:10 | must compare with a whole number from 1 to 9",
                "attempts>3* | must compare with a whole number",
            })
    void aBadTermIsNamedWithItsPlaceAndTheRemedy(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void anEmptyTextIsNotEveryJob(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageStartingWith("must have a term");
    }

    @Test
    void lengthsAreLimited() {
        String fifty = "a ".repeat(50);
        assertThat(read(fifty + " ".repeat(1_900)).conditions()).hasSize(1);
        assertThatThrownBy(() -> read(fifty + "a")).hasMessageContaining("at most 50 terms");
        assertThatThrownBy(() -> read("a".repeat(2_001))).hasMessageContaining("at most 2000 characters");
        assertThat(read("a".repeat(200)).conditions()).hasSize(1);
        assertThatThrownBy(() -> read("a".repeat(201))).hasMessageContaining("at most 200 characters");
        assertThatThrownBy(() -> read("tag:" + "a".repeat(101))).hasMessageContaining("at most 100 characters");
        assertThatThrownBy(() -> read("key:" + "é".repeat(51))).hasMessageContaining("1 to 100 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:\"a\nb\"", "tag:a\u0000b", "\"a\u0085b\"", "a\\\nb"})
    void controlCharactersAreRefused(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("control characters");
    }

    /** Parameters and a text together can contradict each other; what is stored of that is still read. */
    @Test
    void aFilterThatNoJobMeetsIsWrittenAndRead() {
        JobFilter never =
                read("queue:a").and(read("queue:b")).and(read("state:dead").and(read("state:ready")));

        assertThat(FilterText.readWritten(FilterText.write(never))).isEqualTo(never);
        assertThat(FilterText.write(JobFilter.ALL)).isEmpty();
        assertThat(FilterText.readWritten("")).isEqualTo(JobFilter.ALL);
    }

    @Test
    void aLongTermIsCutInTheMessage() {
        assertThatThrownBy(() -> read("nofield:" + "x".repeat(500)))
                .hasMessageContaining("characters 1 to 508, nofield:" + "x".repeat(52) + "…: ");
    }

    @Test
    void everyFieldIsNamedToWhoeverMistypesOne() {
        for (String name : List.of(
                "state",
                "queue",
                "task",
                "tag",
                "key",
                "host",
                "schedule",
                "failure",
                "id",
                "created",
                "ended",
                "attempts",
                "priority",
                "error",
                "args",
                "q")) {
            assertThatThrownBy(() -> read("nothing:1")).hasMessageContaining(name);
        }
    }
}
